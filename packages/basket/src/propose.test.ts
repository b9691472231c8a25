import type { Block, BlockState } from '@outlast/contract'
import { expect, test } from 'vitest'
import { InvalidProposal, type Proposal, propose } from './propose.ts'
import { content, numbers } from './testing/histories.ts'

const block = (id: string, state: BlockState = 'accepted', version = 3): Block => ({
  ...content({ state }),
  id,
  version,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
})
const BLOCKS = [block('open'), block('other', 'proposed', 7), block('locked', 'locked'), block('old', 'superseded')]
const after = content({ title: 'New' })

test('proposals become changes of the versions that are there', () => {
  const proposals: Proposal[] = [
    { key: 'new', op: 'CREATE', id: null, after },
    { key: 'replaced', op: 'UPDATE', id: 'open', after: content({ state: 'superseded' }), requires: ['new', 'same'] },
    { key: 'gone', op: 'DELETE', id: 'other', after: null },
    { key: 'same', op: 'CREATE', id: null, after: content() },
  ]
  const { changes, idOf } = propose(BLOCKS, proposals, numbers('id '))
  expect(changes).toMatchObject([
    { op: 'CREATE', from_version: 0, to_version: 1, before: null, after, requires: [] },
    { op: 'UPDATE', id: 'open', from_version: 3, to_version: 4, requires: [idOf.get('new'), idOf.get('same')] },
    { op: 'DELETE', id: 'other', from_version: 7, to_version: 8, after: null },
    { op: 'CREATE', from_version: 0 },
  ])
  const ids = changes.flatMap(({ change_id, id }) => [change_id, id])
  expect(new Set(ids).size).toBe(ids.length)
})

test('a proposal that changes nothing is left out, and others require it no more', () => {
  const proposals: Proposal[] = [
    { key: 'nothing', op: 'UPDATE', id: 'open', after: content() },
    { key: 'new', op: 'CREATE', id: null, after, requires: ['nothing'] },
  ]
  const { changes, idOf } = propose(BLOCKS, proposals, numbers(''))
  expect(changes).toMatchObject([{ op: 'CREATE', requires: [] }])
  expect([...idOf.keys()]).toEqual(['new'])
})

const WRONG: [what: string, proposals: Proposal[], mistake: RegExp][] = [
  ['an invented id', [{ key: 'k', op: 'UPDATE', id: 'invented', after }], /invented, which is not in the basket/],
  ['a locked block', [{ key: 'k', op: 'UPDATE', id: 'locked', after }], /is locked and must be left/],
  ['a superseded block', [{ key: 'k', op: 'DELETE', id: 'old', after: null }], /is superseded and must be left/],
  ['a CREATE with an id', [{ key: 'k', op: 'CREATE', id: 'open', after }], /its id must be null/],
  ['an UPDATE without an id', [{ key: 'k', op: 'UPDATE', id: null, after }], /needs the id of a block/],
  ['a DELETE with a text', [{ key: 'k', op: 'DELETE', id: 'open', after }], /its after must be null/],
  ['a MERGE without a text', [{ key: 'k', op: 'MERGE', id: 'open', after: null }], /must say what the block is to be/],
  ['an unknown key', [{ key: 'k', op: 'CREATE', id: null, after, requires: ['x'] }], /no proposal with that key/],
  ['a blank title', [{ key: 'k', op: 'CREATE', id: null, after: content({ title: ' ' }) }], /blank title/],
  ['a long title', [{ key: 'k', op: 'CREATE', id: null, after: content({ title: 'x'.repeat(201) }) }], /more than 200/],
  [
    'a long body',
    [{ key: 'k', op: 'CREATE', id: null, after: content({ body: 'x'.repeat(20_001) }) }],
    /more than 20000/,
  ],
  ['a NUL', [{ key: 'k', op: 'CREATE', id: null, after: content({ body: 'a\u0000' }) }], /no text may have/],
  ['a lock', [{ key: 'k', op: 'CREATE', id: null, after: content({ state: 'locked' }) }], /only a person/],
  [
    'two for a block',
    ['k', 'l'].map((key) => ({ key, op: 'UPDATE', id: 'open', after })),
    /several proposals for the block open/,
  ],
  [
    'a key twice',
    ['a', 'b'].map(() => ({ key: 'k', op: 'CREATE', id: null, after })),
    /several proposals with the key k/,
  ],
]

test.for(WRONG)('%s is a mistake that is told, and nothing is proposed', ([, proposals, mistake]) => {
  expect(() => propose(BLOCKS, proposals, numbers(''))).toThrow(InvalidProposal)
  expect(() => propose(BLOCKS, proposals, numbers(''))).toThrow(mistake)
})

test('all mistakes are told at once', () => {
  const proposals = WRONG.slice(0, 3).map(([, [proposal]], at) => ({ ...proposal, key: `k${at}` }) as Proposal)
  expect(() => propose(BLOCKS, proposals, numbers(''))).toThrow(/k0.*k1.*k2/s)
})
