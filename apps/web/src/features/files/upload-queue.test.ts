import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import type { Sent } from '../../lib/send-file.ts'
import { UploadQueue } from './upload-queue.ts'

const file = (name: string) => new File(['text'], name)
const sent = (name: string, isNew = true) => ({ file: { name }, isNew }) as unknown as Sent

/** A queue whose uploads end when the test says so. */
function createQueue() {
  const ends = new Map<string, PromiseWithResolvers<Sent>>()
  const arrived: Sent[] = []
  const queue = new UploadQueue({
    send: ({ file: { name }, signal }) => {
      const end = Promise.withResolvers<Sent>()
      signal.addEventListener('abort', () => end.reject(signal.reason))
      ends.set(name, end)
      return end.promise
    },
    onSent: (what) => arrived.push(what),
  })
  const stages = () => queue.uploads().map(({ name, stage }) => `${name} ${stage.stage}`)
  return { queue, ends, arrived, stages }
}

test('three are sent at a time; the next begins when one has ended', async () => {
  const { queue, ends, arrived, stages } = createQueue()
  queue.add([file('a'), file('b'), file('c'), file('d')], 'library')
  expect(stages()).toEqual(['a sending', 'b sending', 'c sending', 'd waiting'])
  ends.get('b')?.resolve(sent('b'))
  await expect.poll(stages).toEqual(['a sending', 'c sending', 'd sending'])
  expect(arrived.map(({ file: { name } }) => name)).toEqual(['b'])
})

test('what is stopped is gone and tells nobody; its place is taken', async () => {
  const { queue, ends, arrived, stages } = createQueue()
  queue.add([file('a'), file('b'), file('c'), file('d')], 'library')
  queue.remove(queue.uploads()[0]?.uploadId ?? '')
  await expect.poll(stages).toEqual(['b sending', 'c sending', 'd sending'])
  ends.get('a')?.resolve(sent('a'))
  expect(arrived).toEqual([])
})

test('known content stays on the list as what it is, a refused file with its problem until it is tried again', async () => {
  const { queue, ends, stages } = createQueue()
  queue.add([file('known'), file('refused')], 'library')
  ends.get('known')?.resolve(sent('known', false))
  ends.get('refused')?.reject(new ApiProblem({ code: 'unreachable', title: 'Lost' }))
  await expect.poll(stages).toEqual(['known known', 'refused refused'])
  queue.retry(queue.uploads()[1]?.uploadId ?? '')
  expect(stages()).toEqual(['known known', 'refused sending'])
})
