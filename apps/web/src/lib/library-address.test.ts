import { expect, test } from 'vitest'
import { LIBRARY_START, libraryAddressOf, searchOfLibrary } from './library-address.ts'

test('an address leads back to where it came from', () => {
  const address = {
    view: 'search',
    collection: 'notes',
    query: 'moon & tides?',
    mode: 'vector',
    within: 'a-file',
    file: 'b-file',
    passage: 'b-file:3',
  } as const
  expect(libraryAddressOf(searchOfLibrary(address))).toEqual(address)
})

test('the start has no address, and what an address does not say or says wrongly is as at the start', () => {
  expect(searchOfLibrary(LIBRARY_START)).toBe('')
  expect(libraryAddressOf('view=nowhere&collection=Not%20a%20name&mode=magic')).toEqual(LIBRARY_START)
})
