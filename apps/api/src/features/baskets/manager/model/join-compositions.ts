import type { Block } from '@outlast/contract'
import type { Composed, Composition } from './compose.ts'

/** Blocks that an earlier batch of findings creates have ids of this kind for later ones. */
const NEW = 'new:'

/** The blocks as the next batch is to see them, new ones included. */
export function afterwards(blocks: readonly Block[], { composed }: Composition): Block[] {
  const changed = new Map(composed.map(({ proposal }) => [proposal.id, proposal]))
  const kept = blocks.flatMap((block): Block[] => {
    const proposal = changed.get(block.id)
    if (proposal === undefined) return [block]
    return proposal.after === null ? [] : [{ ...block, ...proposal.after }]
  })
  const at = new Date(0).toISOString()
  const added = composed.flatMap(({ proposal: { id, key, after } }): Block[] =>
    id !== null || after === null ? [] : [{ ...after, id: NEW + key, version: 1, created_at: at, updated_at: at }],
  )
  return [...kept, ...added]
}

/**
 * Compositions that were made one after the other as one: later ones saw the blocks as earlier ones left them, so of several
 * proposals for a block the last one says what it is to be. It keeps the key of the first one.
 */
export function joinCompositions(compositions: readonly Composition[]): Composition {
  const byBlock = new Map<string, Composed>()
  const keys = new Map<string, string>()
  for (const next of compositions.flatMap((each) => each.composed)) {
    const { id, key } = next.proposal
    const name = id ?? NEW + key
    const before = byBlock.get(name)
    if (before !== undefined) keys.set(key, before.proposal.key)
    const joined = before === undefined ? next : together(before, next)
    if (joined === null) byBlock.delete(name)
    else byBlock.set(name, joined)
  }
  const composed = [...byBlock.values()]
  const left = new Set(composed.map(({ proposal }) => proposal.key))
  return {
    composed: composed.map((each) => withKeys(each, { keys, left })),
    leftOut: compositions.flatMap(({ leftOut }) => leftOut),
  }
}

/** Null for a block that was new and is not to be any more. */
function together(before: Composed, next: Composed): Composed | null {
  const isNew = before.proposal.id === null
  if (isNew && next.proposal.op === 'DELETE') return null
  const { key, id } = before.proposal
  const op = isNew || next.proposal.op === 'MERGE' ? before.proposal.op : next.proposal.op
  const requires = [...(before.proposal.requires ?? []), ...(next.proposal.requires ?? [])]
  const confidence = Math.min(before.proposal.confidence, next.proposal.confidence)
  return {
    proposal: { key, id, op, after: next.proposal.after, confidence, requires },
    why: `${before.why} ${next.why}`,
    findings: [...before.findings, ...next.findings],
  }
}

function withKeys(
  { proposal: { requires = [], ...proposal }, ...composed }: Composed,
  { keys, left }: { keys: ReadonlyMap<string, string>; left: ReadonlySet<string> },
): Composed {
  const needed = [...new Set(requires.map((key) => keys.get(key) ?? key))].filter((key) => left.has(key))
  return { ...composed, proposal: needed.length === 0 ? proposal : { ...proposal, requires: needed } }
}
