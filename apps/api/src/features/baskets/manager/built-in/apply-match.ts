import type { StatementFeatures } from './compare/features.ts'
import { sureOfChange } from './confidence.ts'
import type { Reading } from './cues/read-cues.ts'
import type { Decided } from './decide-removal.ts'
import type { Draft } from './draft.ts'
import * as say from './explanations.ts'
import type { Match } from './match.ts'
import { contradicted, extended, reworded } from './revise.ts'
import { supersedeTwins } from './twins.ts'

/** A statement, and the block that it is about. */
export type About = { match: Match; reading: Reading; features: StatementFeatures }

/** Writes into the draft what a statement says about a block. */
export function applyMatch(draft: Draft, about: About): Decided[] {
  const { match, features } = about
  const { entry, comparison } = match
  const before = entry.content
  if (comparison.relation === 'equal') {
    const text = (entry.op === 'CREATE' ? say.explainRepeated : say.explainEqual)(before)
    return [{ kind: 'equal', entry, text }]
  }
  if (entry.closed) return [{ kind: 'closed', entry, text: say.explainClosed(before) }]
  if (match.answers) return [answer(draft, about)]
  if (comparison.relation === 'reworded') return rewrite(draft, about)
  const content = contradicted(before, features, comparison)
  draft.revise(entry, 'UPDATE', { content, confidence: sureOfChange(comparison, features.changes) })
  return [{ kind: 'contradicting', entry, text: say.explainChange(before, content, comparison) }]
}

/** A question that is answered stays as the title of what answers it. */
function answer(draft: Draft, { match: { entry, comparison }, reading, features }: About): Decided {
  const before = entry.content
  const isKnown = reading.sure && reading.type !== 'task'
  const content = { ...extended(before, features.text), type: isKnown ? reading.type : ('fact' as const) }
  draft.revise(entry, 'MERGE', { content, confidence: sureOfChange(comparison, false) })
  return { kind: 'reworded', entry, text: say.explainAnswer(before) }
}

/** A sentence that says all of the old one takes its place; any other is added. */
function rewrite(draft: Draft, { match: { entry, comparison }, features }: About): Decided[] {
  const before = entry.content
  const replaces = comparison.covers && comparison.sentence !== null
  const content = replaces ? reworded(before, features.text, comparison) : extended(before, features.text)
  draft.revise(entry, replaces ? 'UPDATE' : 'MERGE', { content, confidence: sureOfChange(comparison, false) })
  const text = replaces ? say.explainReworded(before, comparison) : say.explainMerged(before)
  const twins = supersedeTwins(draft, entry, features).map(({ twin, said }): Decided => ({
    kind: 'superseding',
    entry: twin,
    text: say.explainSuperseded(said, entry.content),
  }))
  return [{ kind: 'reworded', entry, text }, ...twins]
}
