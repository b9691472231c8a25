import { BlockType, ChangeOp } from '@outlast/contract'
import { z } from 'zod'

/** What the person wants to see of what was found; null: everything. */
export type Narrowing = { types: ReadonlySet<BlockType> | null; ops: ReadonlySet<ChangeOp> | null }

/** `{"types": ["task"], "operations": ["CREATE"]}`: what programs say. Anything else in the hints is for models. */
const Hints = z.object({
  types: z.array(BlockType).min(1).optional().catch(undefined),
  operations: z.array(ChangeOp).min(1).optional().catch(undefined),
})

const TYPE_WORDS: readonly [BlockType, string][] = [
  ['fact', 'facts?|fakten|fakt'],
  ['goal', 'goals?|objectives?|ziele?'],
  ['question', 'questions?|fragen?'],
  ['task', 'tasks?|to-?dos?|action items?|aufgaben?'],
  ['insight', 'insights?|learnings?|findings?|erkenntnisse?'],
  ['decision', 'decisions?|entscheidung(?:en)?|beschlüsse?'],
  ['note', 'notes only|notizen'],
]
const ONLY = /\b(?:only|just|solely|nothing but|nur|ausschließlich|lediglich)\b/i
const KEEP =
  /\b(?:(?:don't|do not|never) (?:delete|remove)|no (?:deletions?|removals?)|keep everything|nichts löschen|nicht löschen|ohne löschungen)\b/i

/** Reads what narrows from words and from hints. Words that say nothing of the kind narrow nothing. */
export function readNarrowing(intent: string | undefined, hints: Record<string, unknown> | undefined): Narrowing {
  const { types, operations } = Hints.parse(hints ?? {})
  const words = (intent ?? '').slice(0, 2_000).replaceAll('’', "'")
  const named = ONLY.test(words)
    ? TYPE_WORDS.filter(([, word]) => new RegExp(`\\b(?:${word})\\b`, 'iu').test(words))
    : []
  const wanted = types ?? (named.length > 0 ? named.map(([type]) => type) : null)
  const ops = operations ?? (KEEP.test(words) ? (['CREATE', 'UPDATE', 'MERGE'] as const) : null)
  return { types: wanted === null ? null : new Set(wanted), ops: ops === null ? null : new Set(ops) }
}
