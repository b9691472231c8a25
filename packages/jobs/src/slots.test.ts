import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Harness, createHarness, ended, gate, kindOf, readJob } from './testing/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness(inject('clusterUrl'))
})
afterAll(() => harness.close())

const job = (kind: string) => ({ workspaceId: harness.workspaceId, kind, title: 'a test', input: {} })

test('a kind with slots of its own neither waits for those that all kinds share nor takes them', async () => {
  const [hours, talk] = [gate(), gate()]
  const engine = await harness.start(
    [
      kindOf('slots.compute', async () => hours.opened),
      kindOf('slots.answer', async () => talk.opened, { concurrency: 3, ownSlots: true }),
    ],
    { maxConcurrent: 1 },
  )
  const running = ({ status }: { status: string }): boolean => status === 'running'
  const { jobId: computing } = await engine.enqueue(job('slots.compute'))
  await harness.until(engine, computing, running)
  const { jobId: waiting } = await engine.enqueue(job('slots.compute'))
  const answers: string[] = []
  for (let at = 0; at < 4; at += 1) answers.push((await engine.enqueue(job('slots.answer'))).jobId)
  for (const jobId of answers.slice(0, 3)) await harness.until(engine, jobId, running)
  // Their own limit holds, and so does the one that is shared.
  expect((await readJob(harness.database, answers[3] ?? '')).status).toBe('queued')
  expect((await readJob(harness.database, waiting)).status).toBe('queued')
  hours.open()
  await harness.until(engine, waiting, ended)
  talk.open()
  for (const jobId of answers) await harness.until(engine, jobId, ended)
})
