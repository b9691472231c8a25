import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { TITLE, createTap, withTitles } from '../../testing/chat-scripts.ts'
import {
  type CoachHarness,
  type Visitor,
  again,
  ask,
  createCoachHarness,
  endOf,
  follow,
  followAll,
  getThread,
  readThread,
  startThread,
  textOfEvents,
  viewMessage,
  visit,
} from '../../testing/coach.ts'
import type { ChatReply } from '../../testing/chat-server.ts'
import { problemCode } from '../../testing/problem.ts'

let coach: CoachHarness
let visitor: Visitor
beforeAll(async () => {
  coach = await createCoachHarness(() => ({ pieces: ['An answer.'] }))
  visitor = await visit(coach.harness)
})
afterAll(() => coach.close())

/** What the model answers from now on. */
function script(reply: ChatReply): void {
  coach.chat.script(withTitles(() => reply))
}

async function askNew(text = 'A question?', thread?: string) {
  const threadId = thread ?? (await startThread(visitor)).thread_id
  const { question, answer } = await ask(visitor, threadId, { text })
  return { threadId, messageId: answer.message_id, question, answer }
}

/** Reads events up to the first that holds this text. */
async function untilText(events: AsyncGenerator<{ data: Record<string, unknown> }>, text: string): Promise<void> {
  let all = ''
  while (!all.includes(text)) {
    const { value, done } = await events.next()
    if (done) throw new Error(`The stream ended before "${text}".`)
    all += typeof value.data['text'] === 'string' ? value.data['text'] : ''
  }
}

const ODD = ['Héllo ', '\n\n', '🧑‍🚀', '👍🏽 ', 'שלום ', 'e\u0301', '\r\n', '`code` ', '\u2028', 'end\n']

test('what the model sends arrives byte for byte, then the message with it', async () => {
  script({ pieces: ODD })
  const { threadId, messageId, question, answer } = await askNew()
  expect(question).toMatchObject({
    role: 'user',
    text: 'A question?',
    state: 'complete',
    variants: [question.message_id],
  })
  expect(answer).toMatchObject({ role: 'assistant', text: '', variant: 1 })
  const events = await followAll(visitor, { threadId, messageId })
  expect(textOfEvents(events)).toBe(ODD.join(''))
  expect(endOf(events)).toMatchObject({ text: ODD.join(''), state: 'complete', cut_off: false, error: null })
  const ids = events.flatMap(({ id }) => id ?? [])
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  expect(await getThread(visitor, threadId)).toMatchObject({ title: TITLE, messages: 2, replying: false })
})

test('a stream that is resumed after any of its events brings the rest, no more and no less', async () => {
  const tap = createTap()
  script({ pieces: tap.pieces })
  const { threadId, messageId } = await askNew()
  const live = follow(visitor, { threadId, messageId })
  const parts = Array.from({ length: 8 }, (_, at) => `part ${at}. `)
  for (const part of parts) {
    tap.send(part)
    // Each in a flush of its own, thus in an event of its own.
    await untilText(live, part)
  }
  tap.end()
  for await (const _ of live) void _
  const whole = await followAll(visitor, { threadId, messageId })
  const texts = whole.filter(({ event }) => event === 'text')
  expect(texts.map(({ data }) => data['text'])).toEqual(parts)
  for (const [at, { id }] of texts.entries()) {
    const rest = await followAll(visitor, { threadId, messageId }, id ?? 0)
    expect(textOfEvents(rest)).toBe(parts.slice(at + 1).join(''))
    expect(endOf(rest).text).toBe(parts.join(''))
  }
})

test('the polling twin gives the same text, held until there is more', async () => {
  const tap = createTap()
  script({ pieces: tap.pieces })
  const { threadId, messageId } = await askNew()
  let [text, after] = ['', 0]
  for (const part of ['one ', 'two ', 'three']) {
    tap.send(part)
    while (!text.endsWith(part)) {
      const view = await viewMessage(visitor, { threadId, messageId }, { after, wait_s: 20 })
      expect(view.restarted).toBe(false)
      text += view.pieces.map((piece) => piece.text).join('')
      after = view.next_after
    }
  }
  tap.end()
  for (;;) {
    const { message, pieces } = await viewMessage(visitor, { threadId, messageId }, { after, wait_s: 20 })
    expect(pieces).toEqual([])
    if (message.state !== 'complete') continue
    expect(message.text).toBe('one two three')
    break
  }
  expect(text).toBe('one two three')
})

test('hanging up is not stopping: the answer goes on and is there on return', async () => {
  const tap = createTap()
  script({ pieces: tap.pieces })
  const { threadId, messageId } = await askNew()
  const live = follow(visitor, { threadId, messageId })
  tap.send('first ')
  await untilText(live, 'first ')
  await live.return(undefined)
  await vi.waitFor(() => expect(coach.harness.deps.engine.changes.waiting).toBe(0), { interval: 2, timeout: 5_000 })
  expect(await getThread(visitor, threadId)).toMatchObject({ replying: true })
  tap.send('second')
  tap.end()
  const back = await followAll(visitor, { threadId, messageId })
  expect(endOf(back)).toMatchObject({ text: 'first second', state: 'complete' })
})

test('stopping ends the request to the model and keeps the part that is there', async () => {
  const tap = createTap()
  script({ pieces: tap.pieces })
  const asked = coach.chat.next()
  const { threadId, messageId } = await askNew()
  const live = follow(visitor, { threadId, messageId })
  tap.send('as far as this')
  await untilText(live, 'as far as this')
  const request = await asked
  const stopped = await visitor.fetch(`/api/threads/${threadId}/messages/${messageId}/stop`, { json: {} })
  expect(stopped.status).toBe(202)
  expect(await request.end).toBe('hung_up')
  const rest = []
  for await (const event of live) rest.push(event)
  expect(endOf(rest)).toMatchObject({ text: 'as far as this', state: 'stopped', error: null })
  expect((await readThread(visitor, threadId)).at(-1)).toMatchObject({ state: 'stopped', text: 'as far as this' })
  // Once more is no mistake, and the thread is free.
  expect((await visitor.fetch(`/api/threads/${threadId}/messages/${messageId}/stop`, { json: {} })).status).toBe(202)
  script({ pieces: ['Next.'] })
  const next = await askNew('And now?', threadId)
  expect(endOf(await followAll(visitor, next))).toMatchObject({ state: 'complete', text: 'Next.' })
})

test('a question that is asked while an answer stops is accepted', async () => {
  const tap = createTap()
  script({ pieces: tap.pieces })
  const { threadId, messageId } = await askNew()
  const live = follow(visitor, { threadId, messageId })
  tap.send('some')
  await untilText(live, 'some')
  script({ pieces: ['The next.'] })
  await visitor.fetch(`/api/threads/${threadId}/messages/${messageId}/stop`, { json: {} })
  const next = await askNew('At once?', threadId)
  await live.return(undefined)
  expect(endOf(await followAll(visitor, next))).toMatchObject({ text: 'The next.' })
  const states = (await readThread(visitor, threadId)).map(({ state }) => state)
  expect(states).toEqual(['complete', 'stopped', 'complete', 'complete'])
})

test('a model that refuses is told in words, and answering anew leaves the failure as a variant', async () => {
  script({ status: 401 })
  const { threadId, messageId, question } = await askNew()
  const failed = endOf(await followAll(visitor, { threadId, messageId }))
  expect(failed).toMatchObject({ state: 'failed', text: '', error: { code: 'model_refused' } })
  expect(failed.error?.detail).toMatch(/\w+ \w+/)
  script({ pieces: ['Now it works.'] })
  const anew = await again(visitor, threadId, messageId)
  const made = endOf(await followAll(visitor, { threadId, messageId: anew.message_id }))
  expect(made).toMatchObject({ text: 'Now it works.', variant: 2, variants: [messageId, anew.message_id] })
  const shown = await readThread(visitor, threadId)
  expect(shown.map(({ message_id }) => message_id)).toEqual([question.message_id, anew.message_id])
})

test('a stream of an answer that ended long ago tells its end at once; so does one of a question', async () => {
  script({ pieces: ['All of it.'] })
  const { threadId, messageId, question, answer } = await askNew()
  await followAll(visitor, { threadId, messageId })
  await coach.harness.deps.database.prisma.job.deleteMany({ where: { id: answer.job_id ?? '' } })
  expect(endOf(await followAll(visitor, { threadId, messageId }))).toMatchObject({ text: 'All of it.' })
  expect(endOf(await followAll(visitor, { threadId, messageId: question.message_id })).role).toBe('user')
})

test('a hundred thousand characters come through whole, to a reader who looks only now and then', async () => {
  const pieces = Array.from({ length: 1_000 }, (_, at) => `${String(at).padStart(6, '0')}${'x'.repeat(93)}\n`)
  script({ pieces })
  const { threadId, messageId } = await askNew()
  let text = ''
  let last = null
  for await (const event of follow(visitor, { threadId, messageId })) {
    if (event.event === 'text') text += String(event.data['text'])
    last = event
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(text).toBe(pieces.join(''))
  expect(last?.event).toBe('end')
})

test('jobs show the whole workspace that an answer is made, and none of its words', async () => {
  script({ pieces: ['A secret of the session.'] })
  const { threadId, messageId, answer } = await askNew('My private question?')
  await followAll(visitor, { threadId, messageId })
  const jobId = answer.job_id ?? ''
  const paths = ['', '/result', '/input']
  for (const path of paths) {
    const text = await (await visitor.member.fetch(`/api/jobs/${jobId}${path}`)).text()
    expect(text).toContain(jobId)
    expect(text).not.toMatch(/secret|private/)
  }
  expect(await problemCode(await visitor.member.fetch(`/api/jobs/${jobId}/retry`, { json: {} }))).toBe(
    'job_not_retryable',
  )
})
