import { expect, test } from 'vitest'
import { type SpanSent, type TestCollector, startCollector } from './testing/collector.ts'
import { ask, createCoachHarness, followAll, startThread, visit } from './testing/coach.ts'
import { uploadDocument } from './testing/library.ts'
import { createHarness } from './testing/harness.ts'
import { followJob } from './testing/runs.ts'

const CLICK = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const TRACEPARENT = `00-${CLICK.traceId}-${CLICK.spanId}-01`
const SECRET = 'xyzzy plugh'

const find = ({ spans }: TestCollector, name: string): SpanSent => {
  const span = spans.find((span) => span.name === name)
  if (span === undefined) throw new Error(`There is no span ${name}, but ${spans.map(({ name }) => name).join(', ')}.`)
  return span
}

test('a click, its request, the job and the call of the model are one trace, without a word of the person', async () => {
  const collector = await startCollector()
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a%20b, x-key=k' }
  const coach = await createCoachHarness(() => ({ pieces: [SECRET] }), { env })
  const visitor = await visit(coach.harness)
  const { thread_id: threadId } = await startThread(visitor)
  const traced = { ...visitor, headers: { ...visitor.headers, traceparent: TRACEPARENT } }
  const { answer } = await ask(traced, threadId, { text: SECRET })
  await followAll(visitor, { threadId, messageId: answer.message_id })
  await coach.close()

  const [request, job, model] = [
    find(collector, 'POST /api/threads/:thread_id/messages'),
    find(collector, 'job coach.reply'),
    find(collector, 'chat stub'),
  ]
  for (const { traceId } of [request, job, model]) expect(traceId).toBe(CLICK.traceId)
  expect([request, job, model].map(({ parentSpanId }) => parentSpanId)).toEqual([
    CLICK.spanId,
    request.spanId,
    job.spanId,
  ])
  expect(request.attributes).toMatchObject({
    'http.response.status_code': 202,
    'outlast.request.id': expect.any(String),
  })
  expect(job.attributes).toMatchObject({ 'outlast.job.id': answer.job_id, 'outlast.job.status': 'completed' })
  expect(model.events).toEqual([{ name: 'first_token' }])
  expect(collector.bodies.join()).not.toContain(SECRET)
  expect(collector.headers[0]).toMatchObject({ 'x-team': 'a b', 'x-key': 'k' })
  // Pages look the whole day: what nobody asked to trace and changes nothing is left out.
  expect(collector.spans.filter(({ name }) => name.startsWith('GET'))).toEqual([])
  await collector.close()
})

test('an upload and the job that reads it are one trace; a failure is marked with its code', async () => {
  const collector = await startCollector()
  const harness = await createHarness({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
    sandbox: { warm: { typescript: 0, python: 0 } },
  })
  const member = await harness.mint()
  // What is no traceparent is nobody's: the request begins a trace, and succeeds.
  for (const traceparent of ['nonsense', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`, 'x'.repeat(5_000)]) {
    const answer = await member.fetch('/api/baskets', { json: { name: 'Any' }, headers: { traceparent } })
    expect(answer.status).toBe(201)
  }
  const { file } = await uploadDocument(member, { name: 'broken.pdf', content: '%PDF-1.7 and no more' })
  if (file.job_id === null) throw new Error('There is no job.')
  await followJob(member, file.job_id)
  await harness.close()
  const [request, job] = [find(collector, 'POST /api/files'), find(collector, 'job file.index')]
  expect([job.traceId, job.parentSpanId]).toEqual([request.traceId, request.spanId])
  expect(job.attributes).toMatchObject({ 'outlast.job.status': 'failed', 'error.type': expect.any(String) })
  expect(job.status.code).toBe(2)
  const odd = collector.spans.filter(({ name }) => name === 'POST /api/baskets')
  expect(odd.map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined, undefined])
  await collector.close()
})

test('without a collector nothing is traced, and jobs remember no trace', async () => {
  const harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } }, env: { ROLE: 'api' } })
  const member = await harness.mint()
  await member.fetch('/execute/code', {
    json: { language: 'typescript', code: '1' },
    headers: { traceparent: TRACEPARENT },
  })
  const { rows } = await harness.deps.database.pool.query('select traceparent from job')
  expect(rows).toEqual([{ traceparent: null }])
  await harness.close()
})
