import { statementFeatures } from './compare/features.ts'
import { sureOfRemoval } from './confidence.ts'
import { doneVerbs, taskVerb } from './cues/done-by-verb.ts'
import type { Reading } from './cues/read-cues.ts'
import { isSweeping } from './cues/removal.ts'
import type { Draft } from './draft.ts'
import * as say from './explanations.ts'
import type { Finding } from './findings.ts'
import { type Named, findNamed } from './match.ts'

/** What is to go has to name a block this well, and better than any other. What may be a task in the world, best of all. */
const NAMED = { named: 0.5, done: 0.5, state: 0.55, told: 0.65 }
const CLEARLY_BETTER = 0.08

/** What a statement wants gone, in its words, and which blocks that can be. */
type Wish = { how: keyof typeof NAMED; object: string; canBe(named: Named): boolean }

export type Decided = Omit<Finding, 'statement'>

/** How a statement removes a block: null where it does not, otherwise what does it. */
export function decideRemoval(draft: Draft, reading: Reading, section: string | null): (() => Decided) | null {
  const { removal } = reading
  if (removal !== null && (isSweeping(removal.object) || isSweeping(reading.text))) {
    return () => ({ kind: 'instruction', entry: null, text: say.SWEEPING })
  }
  const wish = wishOf(reading)
  if (wish === null) return null
  const [best, second] = findNamed(draft, statementFeatures(wish.object, section)).filter(wish.canBe)
  const ahead = best === undefined ? 0 : best.share - (second?.share ?? 0)
  if (best === undefined || best.share < NAMED[wish.how] || ahead < CLEARLY_BETTER) {
    return wish.how === 'named' ? () => ({ kind: 'not-named', entry: null, text: say.NOT_NAMED }) : null
  }
  const { entry, share } = best
  if (entry.block === null) return null
  if (entry.closed) return () => ({ kind: 'closed', entry, text: say.explainClosed(entry.content) })
  return () => {
    const isDone = removal === null || (reading.done !== null && entry.content.type === 'task')
    draft.remove(entry, sureOfRemoval(Math.min(share - NAMED[wish.how], ahead), wish.how === 'named'))
    return { kind: 'removing', entry, text: (isDone ? say.explainDone : say.explainRemoved)(entry.content) }
  }
}

function wishOf({ removal, done, text }: Reading): Wish | null {
  if (removal !== null) return { ...removal, canBe: () => true }
  if (done !== null) return { how: 'done', object: done, canBe: ({ entry }) => isToReach(entry.content.type) }
  const verbs = doneVerbs(text)
  if (verbs.words.length === 0) return null
  const isDoneBy = ({ entry: { content } }: Named): boolean =>
    content.type === 'task' && taskVerb(content.title).some((verb) => verbs.terms.has(verb))
  return { how: 'done', object: without(text, verbs.words), canBe: isDoneBy }
}

function isToReach(type: string): boolean {
  return type === 'task' || type === 'goal'
}

/** Who did it says nothing about what it was. */
const BY_WHOM = / (?:by|von|durch) \p{Lu}\p{L}*(?: \p{Lu}\p{L}*)?/u

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replace(word, ''), text).replace(BY_WHOM, '')
}
