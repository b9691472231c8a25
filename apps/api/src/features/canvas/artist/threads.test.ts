import type { Intent } from '@outlast/canvas'
import { afterAll, expect, test } from 'vitest'
import { TooComplex } from './artist.ts'
import { createArtistThreads } from './threads.ts'

const threads = createArtistThreads()
afterAll(() => threads.close())

/** Takes some tenths of a second to lay out. */
const large: Intent = {
  kind: 'flowchart',
  nodes: Array.from({ length: 200 }, (_, at) => ({ id: `n${at}`, label: `Step ${at}` })),
  edges: Array.from({ length: 400 }, (_, at) => ({ from: `n${at % 200}`, to: `n${(at * 7 + 3) % 200}` })),
}
const how = { look: { style: 'modern', colorScheme: 'default' }, seed: 'seed', elements: [] } as const
const task = (instructions: string, intent: Intent | null = null) => ({ instructions, intent, ...how, elements: [] })

test('stopping ends a layout in the middle, and the next drawing is drawn', async () => {
  const stop = new AbortController()
  const running = threads.run('draw', task('', large), { signal: stop.signal, onPlanned: () => stop.abort('cancel') })
  await expect(running).rejects.toBe('cancel')
  const { steps, summary } = await threads.run('draw', task('A -> B'))
  expect(summary).toContain('a flowchart with 2 elements and 1 connection')
  expect(steps.flatMap(({ elements }) => elements).map(({ type }) => type)).toContain('arrow')
})

test('what is said of words that cannot be drawn keeps its code on the way out of the thread', async () => {
  const refused = threads.run('draw', task('Draw 10,000 boxes'))
  await expect(refused).rejects.toMatchObject({ name: 'DrawingError', code: 'too_many_elements' })
})

test('a layout that finds no end is ended', async () => {
  const hasty = createArtistThreads({ limitMs: 1 })
  await expect(hasty.run('draw', task('', large))).rejects.toThrow(TooComplex)
  await hasty.close()
})

test('two jobs that draw the same make no element of the same id', async () => {
  const [one, other] = await Promise.all([
    threads.run('draw', { ...task('A -> B'), seed: 'one' }),
    threads.run('draw', { ...task('A -> B'), seed: 'other' }),
  ])
  const ids = [one, other].flatMap(({ steps }) => steps.flatMap(({ elements }) => elements.map(({ id }) => id)))
  expect(new Set(ids).size).toBe(ids.length)
})
