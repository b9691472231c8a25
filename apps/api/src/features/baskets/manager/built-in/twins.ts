import type { BlockContent } from '@outlast/contract'
import { blockFeatures } from './compare/block-features.ts'
import type { StatementFeatures } from './compare/features.ts'
import { cover } from './compare/match-terms.ts'
import type { Draft, Entry } from './draft.ts'

/** What of a block another one has to say for it to be superfluous. */
const SAYS_ALL = 0.9

/** Kinds that people take for one another. */
const SAYING: ReadonlySet<string> = new Set(['fact', 'note', 'insight', 'decision'])

/**
 * Blocks that say nothing but what `entry` says, now that it has been rewritten: each is marked as superseded, which makes
 * sense only together with that rewriting.
 */
export function supersedeTwins(
  draft: Draft,
  entry: Entry,
  { terms }: StatementFeatures,
): { twin: Entry; said: BlockContent }[] {
  const twins = draft.candidates(terms.keys()).filter((other) => isTwin(other, entry))
  return twins.map((twin) => {
    const said = twin.content
    draft.supersede(twin, entry)
    return { twin, said }
  })
}

function isTwin(other: Entry, entry: Entry): boolean {
  if (other === entry || other.block === null || other.op !== null || other.closed) return false
  if (other.content.type !== entry.content.type && !(SAYING.has(other.content.type) && SAYING.has(entry.content.type)))
    return false
  const { title, sentences } = blockFeatures(entry.content)
  const terms = [title, ...sentences].map((each) => each.terms)
  const values = [title, ...sentences].flatMap((each) => each.values)
  return [other.features.title, ...other.features.sentences].every(
    (part) =>
      part.terms.size > 1 &&
      cover(part.terms, terms).share >= SAYS_ALL &&
      part.values.every(({ kind, key }) => values.some((value) => value.kind === kind && value.key === key)),
  )
}
