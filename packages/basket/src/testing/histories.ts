import type { BlockContent, Change } from '@outlast/contract'
import fc from 'fast-check'
import { apply } from '../apply.ts'
import { makeChange } from '../change.ts'
import { inverse } from '../inverse.ts'
import { type BasketState, entryOf, sameContent } from '../state.ts'

/** Ids that are small numbers, so that a counterexample can be read. */
export function numbers(prefix: string): () => string {
  let last = 0
  return () => `${prefix}${(last += 1)}`
}

export function content(fields: Partial<BlockContent> = {}): BlockContent {
  return { type: 'note', title: 'A title', body: 'A body.', state: 'accepted', ...fields }
}

/** Few words, so that edits of the same text meet often. */
const Words = fc
  .array(fc.constantFrom('red', 'green', 'blue', 'house', 'tree', '40', 'EUR', 'not'), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(' '))

export const Content: fc.Arbitrary<BlockContent> = fc.record({
  type: fc.constantFrom('fact', 'task', 'note'),
  title: Words,
  body: Words,
  state: fc.constantFrom('proposed', 'accepted'),
})

/** What a person or the agent means to do, whatever the basket holds: `target` chooses among its blocks. */
type Move = { op: 'CREATE' | 'UPDATE' | 'DELETE' | 'RESTORE'; target: number; next: BlockContent; fields: boolean[] }

export const Moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    op: fc.constantFrom('CREATE', 'UPDATE', 'UPDATE', 'DELETE', 'RESTORE'),
    target: fc.nat({ max: 99 }),
    next: Content,
    fields: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
)

/** The moves as changes of this state, at most one for each block. */
export function toDelta(state: BasketState, moves: readonly Move[], newId: () => string): Change[] {
  const changes = new Map<string, Change>()
  for (const { op, target, next, fields } of moves) {
    const wanted = [...state.keys()].filter((id) => (entryOf(state, id).content === null) === (op === 'RESTORE'))
    const id = op === 'CREATE' ? newId() : wanted[target % wanted.length]
    if (id === undefined || changes.has(id)) continue
    const { version, content: before } = entryOf(state, id)
    const after = op === 'DELETE' ? null : before === null ? next : blend(before, next, fields)
    if (sameContent(before, after)) continue
    const requires = [...changes.values()].slice(-1).flatMap((last) => (fields[0] ? last.change_id : []))
    const how = op === 'RESTORE' ? 'CREATE' : op
    changes.set(id, makeChange({ change_id: newId(), id, op: how, from_version: version, before, after, requires }))
  }
  return [...changes.values()]
}

function blend(before: BlockContent, next: BlockContent, [type, title, body, state]: boolean[]): BlockContent {
  return {
    type: type ? next.type : before.type,
    title: title ? next.title : before.title,
    body: body ? next.body : before.body,
    state: state ? next.state : before.state,
  }
}

/** What happens to a basket: deltas, and undos of what was applied last. */
export const Steps = fc.array(
  fc.oneof({ weight: 4, arbitrary: Moves }, { weight: 1, arbitrary: fc.constant('undo' as const) }),
  {
    maxLength: 8,
  },
)

export type History = { state: BasketState; log: { changes: Change[] }[]; states: BasketState[] }

export function play(steps: readonly (Move[] | 'undo')[], newId: () => string): History {
  const history: History = { state: new Map(), log: [], states: [] }
  for (const step of steps) {
    const last = history.log.at(-1)?.changes ?? []
    const changes = step === 'undo' ? inverse(last, newId) : toDelta(history.state, step, newId)
    history.states.push(history.state)
    history.state = apply(history.state, changes)
    history.log.push({ changes })
  }
  return history
}

/** What the blocks say that are there. */
export function contentsOf(state: BasketState): Record<string, BlockContent> {
  return Object.fromEntries([...state].flatMap(([id, { content }]) => (content === null ? [] : [[id, content]])))
}
