import type { Block, BlockContent, Change, ChangeOp } from '@outlast/contract'
import { makeChange } from './change.ts'
import { MAX_BODY_CHARS, MAX_TITLE_CHARS } from './limits.ts'
import { contentOf, isClosed, sameContent } from './state.ts'

/** What someone wants to do to a block. `key` names it among the others; `requires` are keys, too. */
export type Proposal = {
  key: string
  op: ChangeOp
  /** The block; null for a CREATE. */
  id: string | null
  /** What the block is to say; null for a DELETE. */
  after: BlockContent | null
  requires?: readonly string[]
}

/** `idOf` has the change of each proposal by its key, but for those that would change nothing. */
export type Proposed = { changes: Change[]; idOf: Map<string, string> }

/** Proposals that cannot be made; each mistake is a sentence that whoever made them can mend them by. */
export class InvalidProposal extends Error {
  override readonly name = 'InvalidProposal'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join(' '))
    this.mistakes = mistakes
  }
}

/**
 * Makes proposals changes of these blocks. Those that would change nothing are left out.
 *
 * @throws InvalidProposal where any of them is wrong: none is taken then.
 */
export function propose(blocks: Iterable<Block>, proposals: readonly Proposal[], newId: () => string): Proposed {
  const byId = new Map(Array.from(blocks, (block) => [block.id, block]))
  const keys = new Set(proposals.map(({ key }) => key))
  const mistakes = [...findRepeated(proposals), ...proposals.flatMap((proposal) => check(proposal, byId, keys))]
  if (mistakes.length > 0) throw new InvalidProposal(mistakes)
  const telling = proposals.filter(({ id, after }) => {
    const block = id === null ? undefined : byId.get(id)
    return block === undefined || !sameContent(contentOf(block), after)
  })
  const idOf = new Map(telling.map(({ key }) => [key, newId()]))
  const changes = telling.map(({ key, op, id, after, requires = [] }) => {
    const block = id === null ? undefined : byId.get(id)
    return makeChange({
      change_id: idOf.get(key) ?? key,
      id: block?.id ?? newId(),
      op,
      from_version: block?.version ?? 0,
      before: block === undefined ? null : contentOf(block),
      after: after === null ? null : contentOf(after),
      requires: requires.flatMap((required) => idOf.get(required) ?? []),
    })
  })
  return { changes, idOf }
}

function findRepeated(proposals: readonly Proposal[]): string[] {
  const keys = repeated(proposals.map(({ key }) => key))
  const ids = repeated(proposals.flatMap(({ id }) => id ?? []))
  return [
    ...keys.map((key) => `There are several proposals with the key ${key}; give each a key of its own.`),
    ...ids.map((id) => `There are several proposals for the block ${id}; make one of them.`),
  ]
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}

function check(proposal: Proposal, blocks: ReadonlyMap<string, Block>, keys: ReadonlySet<string>): string[] {
  const { key, op, id, after, requires = [] } = proposal
  const about = `The proposal ${key}`
  const unknown = requires.filter((required) => !keys.has(required))
  return [
    ...checkTarget(about, { op, id }, blocks),
    ...(op === 'DELETE' && after !== null ? [`${about} is a DELETE, so its after must be null.`] : []),
    ...(op !== 'DELETE' && after === null
      ? [`${about} is a ${op}, so its after must say what the block is to be.`]
      : []),
    ...(after === null ? [] : checkContent(about, after)),
    ...unknown.map((required) => `${about} requires ${required}, but there is no proposal with that key.`),
  ]
}

function checkTarget(
  about: string,
  { op, id }: Pick<Proposal, 'op' | 'id'>,
  blocks: ReadonlyMap<string, Block>,
): string[] {
  if (op === 'CREATE') return id === null ? [] : [`${about} is a CREATE, so its id must be null.`]
  if (id === null) return [`${about} is a ${op}, so it needs the id of a block.`]
  const block = blocks.get(id)
  if (block === undefined) return [`${about} names the block ${id}, which is not in the basket.`]
  return isClosed(block) ? [`${about} names the block ${id}, which is ${block.state} and must be left as it is.`] : []
}

function checkContent(about: string, { title, body, state }: BlockContent): string[] {
  const text = title + body
  return [
    ...(title.trim() === '' ? [`${about} has a blank title.`] : []),
    ...(title.length > MAX_TITLE_CHARS ? [`${about} has a title of more than ${MAX_TITLE_CHARS} characters.`] : []),
    ...(body.length > MAX_BODY_CHARS ? [`${about} has a body of more than ${MAX_BODY_CHARS} characters.`] : []),
    ...(text.includes('\u0000') || !text.isWellFormed() ? [`${about} has characters that no text may have.`] : []),
    ...(state === 'locked' ? [`${about} locks a block, which only a person does.`] : []),
  ]
}
