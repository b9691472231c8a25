import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matches, parseFilter } from '../metadata-filter.ts'
import type { Metadata, MetadataFilter, Scalar } from '../vector-store.ts'
import type { OpenTable } from './open-table.ts'
import { clusteredVectors, idOf, recordOf } from './vectors.ts'

/** Values that some query language could take for something else, and values of different types that look alike. */
const VALUES: Scalar[] = [
  '',
  'a',
  "it's",
  "''",
  '"',
  '\\',
  "\\'",
  "'; DROP TABLE vectors; --",
  "' OR '1'='1",
  '$1',
  '%',
  '_',
  '["a"]',
  ' a ',
  'null',
  'é',
  'e\u0301',
  '😀\u2028\u0001\t\n',
  '1',
  'true',
  true,
  false,
  0,
  1,
  -1,
  1.5,
  -0.5,
  2,
  0.1,
  0.30000000000000004,
  1e21,
  1e-7,
  9_007_199_254_740_991,
  -1e300,
]

const FIELDS = ['a', 'A', 'a.b', 'a-b', '_x', 'select', 'constructor']

export function describeFilters(openTable: OpenTable): void {
  it('a filter means the same in every store, whatever its values look like', async () => {
    const { store, table } = await openTable(2)
    const all = VALUES.flatMap((value, index): Metadata[] => [
      { [FIELDS[index % FIELDS.length] ?? 'a']: value },
      { a: value, 'a.b': VALUES[(index * 7) % VALUES.length] ?? 0 },
    ])
    all.push({})
    await store.upsert(
      table,
      all.map((metadata, index) => recordOf(index, [1, index / 100], metadata)),
    )
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const conditions = parseFilter(filter)
        const expected = all.flatMap((metadata, index) => (matches(metadata, conditions) ? [idOf(index)] : []))
        const hits = await store.search(table, { vector: Float32Array.of(1, 0), k: 1000, filter })
        expect(hits.map(({ id }) => id).toSorted()).toEqual(expected)
      }),
      { numRuns: 80 + EXAMPLES.length, examples: EXAMPLES.map((filter): [MetadataFilter] => [filter]) },
    )
  })

  it('ne is the complement of eq, so that it holds for a record without the field', async () => {
    const { store, table } = await openTable(2)
    await store.upsert(table, [
      recordOf(1, [1, 0], { n: 1 }),
      recordOf(2, [1, 0.1], { n: '1' }),
      recordOf(3, [1, 0.2], {}),
    ])
    const search = async (filter: MetadataFilter) =>
      (await store.search(table, { vector: Float32Array.of(1, 0), k: 9, filter })).map(({ id }) => id)
    expect(await search({ n: { ne: 1 } })).toEqual([idOf(2), idOf(3)])
    expect(await search({ n: { eq: 1 } })).toEqual([idOf(1)])
    expect(await search({ n: { in: [] } })).toEqual([])
    expect(await search({})).toHaveLength(3)
  })
}

export function describePrefilter(openTable: OpenTable): void {
  it('filters before it ranks: the one record that matches is found behind a thousand that do not', async () => {
    const { store, table } = await openTable(16)
    const draw = clusteredVectors({ seed: 11, dimension: 16, clusters: 8 })
    const others = Array.from({ length: 1000 }, (_, index) => recordOf(index, draw(), { page: 1 }))
    const wanted = draw()
    await store.upsert(table, [...others, recordOf(5000, wanted, { page: 2 })])
    await store.buildIndex(table)
    const opposite = wanted.map((value) => -value)
    const hits = await store.search(table, { vector: opposite, k: 3, filter: { page: 2 } })
    expect(hits.map(({ id }) => id)).toEqual([idOf(5000)])
  })
}

/** What random filters seldom hit: each look-alike, and each order with a bound next to a whole number. */
const EXAMPLES: MetadataFilter[] = [
  ...VALUES.slice(0, 22).map((value) => ({ a: value })),
  ...[0.5, -0.5, 1.5, 1e-7].flatMap((bound) => [
    { a: { eq: bound } },
    { a: { ne: bound } },
    { a: { gt: bound } },
    { a: { gte: bound } },
    { a: { lt: bound } },
    { a: { lte: bound } },
  ]),
]

const anyScalar = fc.constantFrom(...VALUES)
const anyNumber = fc.constantFrom(...VALUES.filter((value) => typeof value === 'number'))

const anyFilter: fc.Arbitrary<MetadataFilter> = fc.dictionary(
  fc.constantFrom(...FIELDS, 'missing'),
  fc.oneof(
    anyScalar,
    fc.record({ eq: anyScalar }),
    fc.record({ ne: anyScalar }),
    fc.record({ in: fc.array(anyScalar, { maxLength: 5 }) }),
    fc.record({ gt: anyNumber, lte: anyNumber }, { requiredKeys: ['gt'] }),
    fc.record({ gte: anyNumber, lt: anyNumber, ne: anyScalar }, { requiredKeys: ['gte'] }),
    fc.record({ lt: anyNumber }),
  ),
  { maxKeys: 3 },
)
