import type { WorkRequest } from '@outlast/contract'
import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import { Dropping } from './dropping.ts'

/** Storage that has room for so many characters. */
function createStorage(room = Infinity) {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('There is no room.', 'QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key: string) => void items.delete(key),
    size: () => items.size,
  }
}

/** A page of the browser whose requests end when the test says so. */
function load(storage = createStorage()) {
  const requests: WorkRequest[] = []
  const ends: PromiseWithResolvers<void>[] = []
  const dropping = new Dropping({
    storage,
    store: ({ file }) => (file.size > 100 ? Promise.reject(tooLarge) : Promise.resolve(`id of ${file.name}`)),
    work: (request) => {
      requests.push(request)
      const end = Promise.withResolvers<void>()
      ends.push(end)
      return end.promise
    },
  })
  return { dropping, requests, ends, type: (text: string) => dropping.apply('basket', { type: 'typed', text }) }
}

const tooLarge = new ApiProblem({ code: 'body_too_large', title: 'The body is too large' })
const lost = new ApiProblem({ code: 'unreachable', title: 'Gone' })

test('a double click is one request', async () => {
  const { dropping, requests, ends, type } = load()
  type('Notes')
  const clicks = [dropping.send('basket'), dropping.send('basket')]
  ends[0]?.resolve()
  expect(await Promise.all(clicks)).toEqual([true, false])
  expect(requests).toHaveLength(1)
  expect(dropping.of('basket').text).toBe('')
})

test('what was typed is there after a reload, until it was accepted', async () => {
  const storage = createStorage()
  const first = load(storage)
  first.type('Notes')
  first.dropping.keepAll() // the page is about to go
  const second = load(storage)
  expect(second.dropping.of('basket').text).toBe('Notes')
  const sending = second.dropping.send('basket')
  expect(load(storage).dropping.of('basket').text).toBe('Notes')
  second.ends[0]?.resolve()
  await sending
  expect(storage.size()).toBe(0)
})

test('sent again after a reload in the middle it is the same request', async () => {
  const storage = createStorage()
  const first = load(storage)
  first.type('Notes')
  void first.dropping.send('basket')
  const second = load(storage)
  void second.dropping.send('basket')
  expect(second.requests).toEqual(first.requests)
})

test('where it did not arrive nothing is lost, and it can be sent again as the same', async () => {
  const { dropping, requests, ends, type } = load()
  type('Notes')
  const sending = dropping.send('basket')
  ends[0]?.reject(lost)
  expect(await sending).toBe(false)
  expect(dropping.of('basket')).toMatchObject({ text: 'Notes', sending: { state: 'failed', problem: lost } })
  void dropping.send('basket')
  expect(requests[1]).toEqual(requests[0])
})

test('documents go into the library one after another; one that is refused says why and holds back the rest of nothing', async () => {
  const { dropping, requests } = load()
  dropping.add('basket', [new File(['x'.repeat(101)], 'large.pdf'), new File(['text'], 'small.txt')])
  expect(await dropping.send('basket')).toBe(false)
  await expect
    .poll(() => dropping.of('basket').files.map(({ stage }) => stage))
    .toEqual([
      { stage: 'refused', problem: tooLarge },
      { stage: 'there', fileId: 'id of small.txt' },
    ])
  dropping.remove('basket', dropping.of('basket').files[0]?.localId ?? '')
  void dropping.send('basket')
  expect(requests[0]?.sources).toEqual([{ type: 'file', id: 'id of small.txt' }])
})

test('a draft that the browser has no room for is still there, and the page can say so', () => {
  const { dropping, type } = load(createStorage(200))
  type('x'.repeat(300))
  dropping.keepAll()
  expect(dropping.isKept('basket')).toBe(false)
  expect(dropping.of('basket').text).toHaveLength(300)
  type('x')
  dropping.keepAll()
  expect(dropping.isKept('basket')).toBe(true)
})
