import type { DrawingElement } from '@outlast/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { box } from '../../../testing/canvas.ts'
import { linksOf } from './links.ts'
import { type Change, mergeProposal, seenOf } from './merge-proposal.ts'
import { overlap, rectOf } from './rects.ts'

const arrow = (id: string, [from, to]: [string, string], at: Partial<DrawingElement> = {}): DrawingElement => ({
  ...box(id, { type: 'arrow', x: 100, y: 30, width: 100, height: 0 }),
  points: [
    [0, 0],
    [100, 0],
  ],
  startBinding: { elementId: from, focus: 0, gap: 1 },
  endBinding: { elementId: to, focus: 0, gap: 1 },
  ...at,
})

const label = (id: string, containerId: string, at: Partial<DrawingElement> = {}): DrawingElement =>
  box(id, { type: 'text', x: 20, y: 20, width: 60, height: 20, text: id, containerId, ...at })

/** A person did something to it. */
const edited = (element: DrawingElement, change: Partial<DrawingElement>): DrawingElement => ({
  ...element,
  ...change,
  version: element.version + 1,
  versionNonce: element.versionNonce + 1,
})

const nothing: Change = { add: [], change: [], remove: [], seen: {} }
const by = (elements: DrawingElement[], id: string) => elements.find((element) => element.id === id)
const boundOf = (element: DrawingElement | undefined) =>
  element ? linksOf(element).boundElements?.map(({ id }) => id) : null

test('what a proposal does not speak of stays as it is, to the last property', () => {
  const [a, b] = [box('a', { customData: { by: 'hand' } }), box('b', { x: 200 })]
  const proposal = { ...nothing, change: [box('b', { x: 200, backgroundColor: 'red' })], seen: seenOf([a, b]) }
  const { elements, kept } = mergeProposal([a, b], proposal)
  expect(elements[0]).toBe(a)
  expect(elements[1]).toMatchObject({ id: 'b', backgroundColor: 'red', version: 2 })
  expect(kept).toEqual([])
})

test('what people changed, or deleted, since the artist looked stays theirs', () => {
  const before = [box('a'), box('b', { x: 200 }), box('c', { x: 400 }), box('d', { x: 600 })]
  const change = before.slice(0, 3).map((element) => ({ ...element, backgroundColor: 'red' }))
  const proposal = { ...nothing, change, remove: ['d'], seen: seenOf(before) }
  const now = [box('a'), edited(box('b', { x: 200 }), { x: 210 })]
  const { elements, kept } = mergeProposal(now, proposal)
  expect(elements).toMatchObject([{ id: 'a', backgroundColor: 'red' }, now[1]])
  expect(kept).toEqual(['b', 'c'])
})

test.for([
  ['a', ['a', 'la']],
  ['la', ['a', 'la']],
  ['la', ['a']],
])('a shape and its label are removed together or not at all: %s was changed, %j are to go', ([theirs, remove]) => {
  const before = [box('a', { boundElements: [{ id: 'la', type: 'text' }] }), label('la', 'a')]
  const now = before.map((element) => (element.id === theirs ? edited(element, { x: 50 }) : element))
  const { elements, kept } = mergeProposal(now, { ...nothing, remove: [...(remove ?? [])], seen: seenOf(before) })
  expect(elements).toEqual(now)
  expect(kept).toEqual(remove)
})

test('what is removed takes its traces with it: arrows let go, shapes forget their arrows', () => {
  const before = [
    box('a', { boundElements: [{ id: 'ab', type: 'arrow' }] }),
    box('b', { x: 200, boundElements: [{ id: 'ab', type: 'arrow' }] }),
    arrow('ab', ['a', 'b']),
  ]
  const gone = mergeProposal(before, { ...nothing, remove: ['a'], seen: seenOf(before) }).elements
  expect(by(gone, 'ab')).toMatchObject({ startBinding: null, endBinding: { elementId: 'b' }, version: 2 })
  const unlinked = mergeProposal(before, { ...nothing, remove: ['ab'], seen: seenOf(before) }).elements
  expect(unlinked.map(boundOf)).toEqual([[], []])
})

test('new arrows are known to the shapes that they connect, also to those that people changed', () => {
  const before = [box('a'), box('b', { x: 200 })]
  const now = before.map((element) => (element.id === 'b' ? edited(element, { x: 200, y: 300 }) : element))
  const add = [arrow('ab', ['a', 'b']), label('lab', 'ab', { x: 140, y: 20, width: 20 })]
  const { elements, kept } = mergeProposal(now, { ...nothing, add, seen: seenOf(before) })
  expect(kept).toEqual([])
  expect([boundOf(by(elements, 'a')), boundOf(by(elements, 'b')), boundOf(by(elements, 'ab'))]).toEqual([
    ['ab'],
    ['ab'],
    ['lab'],
  ])
  // The end has followed the shape down, the label is half-way.
  expect(by(elements, 'ab')).toMatchObject({
    x: 100,
    y: 30,
    points: [
      [0, 0],
      [100, 300],
    ],
    height: 300,
  })
  expect(by(elements, 'lab')).toMatchObject({ x: 140, y: 170 })
})

test('an arrow to what people deleted is not drawn, nor its label', () => {
  const before = [box('a'), box('b', { x: 200 })]
  const add = [arrow('ab', ['a', 'b']), label('lab', 'ab'), box('c', { x: 900 }), arrow('ac', ['a', 'c'])]
  const { elements } = mergeProposal([box('a')], { ...nothing, add, seen: seenOf(before) })
  expect(elements.map(({ id }) => id)).toEqual(['a', 'c', 'ac'])
})

test('what is added moves aside as one where somebody drew meanwhile, its arrows with it', () => {
  const before = [box('a')]
  const theirs = box('theirs', { x: 200, y: 0 })
  const add = [box('b', { x: 200 }), box('c', { x: 400 }), arrow('ab', ['a', 'b']), arrow('bc', ['b', 'c'], { x: 300 })]
  const { elements } = mergeProposal([...before, theirs], { ...nothing, add, seen: seenOf(before) })
  const [b, c] = [by(elements, 'b'), by(elements, 'c')]
  expect([b?.y, c?.y]).toEqual([100, 100])
  expect([b?.x, c?.x]).toEqual([200, 400])
  expect(by(elements, 'bc')).toMatchObject({
    x: 300,
    y: 130,
    points: [
      [0, 0],
      [100, 0],
    ],
  })
  expect(by(elements, 'ab')).toMatchObject({
    x: 100,
    y: 30,
    points: [
      [0, 0],
      [100, 100],
    ],
  })
  expect(by(elements, 'theirs')).toBe(theirs)
})

const Id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
const shapes = fc.dictionary(Id, place).map((places) => Object.entries(places).map(([id, at]) => box(id, at)))

const scene = fc.record({
  before: shapes,
  edits: fc.dictionary(Id, fc.oneof(place, fc.constant(null))),
  drawn: fc.array(place, { maxLength: 4 }),
  change: fc.array(Id, { maxLength: 3 }),
  remove: fc.array(Id, { maxLength: 3 }),
  add: fc.array(place, { maxLength: 3 }),
  links: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 4 }),
})

/** What changes in a shape when an arrow is bound to it. */
const marks = { boundElements: null, version: 0, versionNonce: 0, updated: 0 }

test('whatever people did meanwhile, nothing of theirs is touched, links hold at both ends, and nothing new lies on it', () => {
  fc.assert(
    fc.property(scene, ({ before, edits, drawn, change, remove, add, links }) => {
      const theirs = before.flatMap((element) => {
        const edit = edits[element.id]
        if (edit === undefined) return element
        return edit === null ? [] : edited(element, edit)
      })
      const now = [...theirs, ...drawn.map((at, index) => box(`theirs-${index}`, at))]
      const added = add.map((at, index) => box(`new-${index}`, { x: at.x + 2_000, y: at.y }))
      const ends = [...before, ...added]
      const arrows = links.flatMap(([from, to], index) => {
        const [start, end] = [ends[from % Math.max(ends.length, 1)], ends[to % Math.max(ends.length, 1)]]
        return start && end && start !== end ? arrow(`arrow-${index}`, [start.id, end.id]) : []
      })
      const asked = new Set(remove)
      const changes = before.filter(({ id }) => change.includes(id) && !asked.has(id))
      const proposal: Change = {
        add: [...added, ...arrows],
        change: changes.map((element) => ({ ...element, backgroundColor: 'red' })),
        remove: before.filter(({ id }) => asked.has(id)).map(({ id }) => id),
        seen: seenOf(before),
      }
      const { elements } = mergeProposal(now, proposal)
      const ids = elements.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const element of now) {
        if (!(element.id in edits) && !element.id.startsWith('theirs-')) continue
        expect({ ...by(elements, element.id), ...marks }).toEqual({ ...element, ...marks })
      }
      const boundTo = elements.flatMap((element) => {
        const { startBinding, endBinding } = linksOf(element)
        return [startBinding, endBinding].flatMap((end) => (end ? { end: end.elementId, by: element.id } : []))
      })
      for (const { end, by: arrowId } of boundTo) expect(boundOf(by(elements, end))).toContain(arrowId)
      for (const element of elements) expect(ids).toEqual(expect.arrayContaining(boundOf(element) ?? []))
      const isNew = ({ id }: DrawingElement): boolean => id.startsWith('new-')
      for (const shape of elements.filter(isNew)) {
        for (const other of elements.filter(({ id }) => id.startsWith('theirs-'))) {
          expect(overlap(rectOf(shape), rectOf(other))).toBe(false)
        }
      }
    }),
    { numRuns: 300 },
  )
})
