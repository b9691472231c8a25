import { expect, test } from 'vitest'
import { createCallDesk } from './call-desk.ts'

const mib = 1_048_576
const call = (id: number) => ({ id, name: 'embed', args: null })
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('four calls are worked on, and a program with more than sixteen has to wait', async () => {
  const open: PromiseWithResolvers<string>[] = []
  const desk = createCallDesk({
    answer: () => {
      open.push(Promise.withResolvers())
      return open.at(-1)?.promise ?? Promise.resolve('')
    },
    send: () => Promise.resolve(),
  })
  const taken = Array.from({ length: 16 }, (_, id) => desk.take(call(id), 10))
  expect(taken).toEqual(Array(16).fill(undefined))
  const held = desk.take(call(17), 10)
  expect(held).toBeInstanceOf(Promise)
  expect(open).toHaveLength(4)
  open[0]?.resolve('')
  await held
  expect(open).toHaveLength(5)
})

test('calls hold their bytes until they are answered', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const desk = createCallDesk({ answer: () => promise, send: () => new Promise(() => undefined) })
  expect([desk.take(call(1), 8 * mib), desk.take(call(2), 8 * mib)]).toEqual([undefined, undefined])
  const held = desk.take(call(3), 8 * mib)
  expect(held).toBeInstanceOf(Promise)
  resolve('')
  await held
})

test('answers that are not taken keep further calls from being worked on', async () => {
  let answered = 0
  const desk = createCallDesk({
    answer: async () => `${++answered}`,
    send: () => new Promise(() => undefined),
  })
  for (let id = 0; id < 10; id++) void desk.take(call(id), 10)
  await settle()
  expect(answered).toBe(4)
})

test('when a run is over, nothing is begun and nobody waits', async () => {
  let answered = 0
  const desk = createCallDesk({
    answer: () => {
      answered += 1
      return new Promise(() => undefined)
    },
    send: () => Promise.resolve(),
  })
  for (let id = 0; id < 16; id++) void desk.take(call(id), 10)
  const held = desk.take(call(17), 10)
  desk.close()
  await held
  expect(answered).toBe(4)
})
