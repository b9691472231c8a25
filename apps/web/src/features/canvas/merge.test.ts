import { expect, test } from 'vitest'
import { mergeScene, stampsOf, type SceneElement } from './merge.ts'

const element = (id: string, version = 1, isDeleted = false): SceneElement => ({
  id,
  version,
  versionNonce: version * 10,
  isDeleted,
})
const shown = (elements: readonly SceneElement[]) => elements.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id)

test('what was drawn here meanwhile survives beside what came from the server', () => {
  const known = stampsOf([element('a')])
  const merged = mergeScene([element('a'), element('mine')], [element('a'), element('theirs')], known)
  expect(shown(merged.elements)).toEqual(['a', 'theirs', 'mine'])
  expect(merged.hasOwn).toBe(true)
})

test('an element that was changed here stays as it is here, even where the server lost it', () => {
  const known = stampsOf([element('a'), element('b')])
  const here = [element('a', 2), element('b', 2)]
  const merged = mergeScene(here, [element('a', 5)], known)
  expect(merged.elements).toEqual(here)
})

test('an element that was deleted here does not come back', () => {
  const merged = mergeScene([element('a', 2, true)], [element('a')], stampsOf([element('a')]))
  expect(shown(merged.elements)).toEqual([])
  expect(merged.hasOwn).toBe(true)
})

test('what the server lost goes, and is kept as deleted with a newer stamp: undo brings it back', () => {
  const known = stampsOf([element('a'), element('b')])
  const { elements, hasOwn } = mergeScene([element('a'), element('b')], [element('a')], known)
  expect(shown(elements)).toEqual(['a'])
  expect(elements[1]).toMatchObject({ id: 'b', version: 2, isDeleted: true })
  expect(hasOwn).toBe(false)
})

test('an older version from the server is a newer state here', () => {
  const known = stampsOf([element('a', 7)])
  const { elements } = mergeScene([element('a', 7)], [element('a', 3)], known)
  expect(elements[0]).toMatchObject({ id: 'a', version: 8 })
})

test('what is the same on both sides stays the very same object, in the order of the server', () => {
  const [a, b] = [element('a'), element('b')]
  const merged = mergeScene([a, b], [element('b'), element('a')], stampsOf([a, b]))
  expect(merged.elements[0]).toBe(b)
  expect(merged.elements[1]).toBe(a)
  expect(merged.hasOwn).toBe(false)
})

test('an element that undo had removed long ago comes back when the server has it', () => {
  const { elements, hasOwn } = mergeScene([element('a', 4, true)], [element('a', 1)], new Map())
  expect(elements).toMatchObject([{ id: 'a', version: 5, isDeleted: false }])
  expect(hasOwn).toBe(false)
})
