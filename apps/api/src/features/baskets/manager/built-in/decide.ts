import { type StatementFeatures, statementFeatures } from './compare/features.ts'
import { type Reading, readCues } from './cues/read-cues.ts'
import { isInstruction, isSmallTalk } from './cues/instructions.ts'
import { isSweeping } from './cues/removal.ts'
import type { Draft, Entry } from './draft.ts'
import * as say from './explanations.ts'
import type { Finding, FindingKind } from './findings.ts'
import { type Match, type Named, findMatch, findNamed } from './match.ts'
import type { Statement } from './read/read-statements.ts'
import { contentOfStatement, contradicted, extended, reworded } from './revise.ts'
import { supersedeTwins } from './twins.ts'

/** What is to go has to name a block this well, and better than any other. */
const NAMED: Record<'named' | 'told' | 'state' | 'done', number> = { named: 0.5, state: 0.55, done: 0.5, told: 0.65 }
const CLEARLY_BETTER = 0.08

/** Sentences that begin so go on with the one before. */
const GOES_ON =
  /^(?:it|they|this|that|these|those|he|she|its|their|also|so|therefore|because|otherwise|both|es|sie|das|dies|diese|er|deshalb|daher|außerdem|sonst|beide)\b/i

/** Decides what a statement is to the blocks, and writes it into the draft. `before` is what became of the statement before. */
export function decide(draft: Draft, statement: Statement, before: Finding | null): Finding[] {
  const found = (kind: FindingKind, entry: Entry | null, text: string): Finding => ({ kind, entry, text, statement })
  if (isInstruction(statement.text)) return [found('instruction', null, say.INSTRUCTION)]
  if (isSmallTalk(statement.text)) return [found('left-out', null, '')]
  const reading = readCues(statement)
  if (reading.removal !== null || reading.done !== null) {
    const finding = decideRemoval(draft, reading, found, statement.section)
    if (finding !== null) return [finding]
  }
  const features = statementFeatures(reading.text, statement.section)
  if (features.terms.size === 0 && features.values.length === 0) return [found('left-out', null, '')]
  const about = { ...features, changes: features.changes || reading.corrects }
  const match = findMatch(draft, reading, about)
  if (match !== null) return applyMatch(draft, { match, reading, features: about }, found)
  if (statement.continues && GOES_ON.test(reading.text)) return goOn(draft, { reading, before }, found)
  if (reading.done !== null && statement.box === 'done') return [found('left-out', null, say.DONE_ALREADY)]
  const type = reading.done !== null && reading.type === 'task' ? 'fact' : reading.type
  const entry = draft.create(contentOfStatement(reading.text, type, statement.section), sureOfNew(reading, features))
  return [found('new', entry, say.explainNew(type, reading.sure))]
}

type Found = (kind: FindingKind, entry: Entry | null, text: string) => Finding

function decideRemoval(draft: Draft, reading: Reading, found: Found, section: string | null): Finding | null {
  const { removal, done } = reading
  if (removal !== null && (isSweeping(removal.object) || isSweeping(reading.text)))
    return found('instruction', null, say.SWEEPING)
  const how = removal?.how ?? 'done'
  const named = findNamed(draft, statementFeatures(removal?.object ?? done ?? '', section)).filter(
    ({ entry }) => removal !== null || entry.content.type === 'task',
  )
  const [best, second] = named
  if (best === undefined || best.share < NAMED[how] || !isClearlyBetter(best, second)) {
    return how === 'named' ? found('not-named', null, say.NOT_NAMED) : null
  }
  if (best.entry.block === null) return null
  if (best.entry.closed) return found('closed', best.entry, say.explainClosed(best.entry.content))
  const margin = Math.min(best.share - NAMED[how], second === undefined ? 1 : best.share - second.share)
  const text =
    removal === null || isDoneTask(reading, best)
      ? say.explainDone(best.entry.content)
      : say.explainRemoved(best.entry.content)
  draft.remove(best.entry, bounded(0.6 + margin * 0.8 + (how === 'named' ? 0.1 : 0)))
  return found('removing', best.entry, text)
}

function isDoneTask({ done }: Reading, { entry }: Named): boolean {
  return done !== null && entry.content.type === 'task'
}

function isClearlyBetter({ share }: Named, second: Named | undefined): boolean {
  return second === undefined || share - second.share >= CLEARLY_BETTER
}

type About = { match: Match; reading: Reading; features: StatementFeatures }

function applyMatch(draft: Draft, about: About, found: Found): Finding[] {
  const { match, reading, features } = about
  const { entry, comparison } = match
  const before = entry.content
  if (comparison.relation === 'equal') {
    return [found('equal', entry, entry.op === 'CREATE' ? say.explainRepeated(before) : say.explainEqual(before))]
  }
  if (entry.closed) return [found('closed', entry, say.explainClosed(before))]
  if (match.answers) {
    const type = reading.type === 'decision' || reading.sure ? reading.type : 'fact'
    const content = { ...extended(before, features.text), type: type === 'task' ? before.type : type }
    draft.revise(entry, 'MERGE', { content, confidence: bounded(0.6 + comparison.margin * 0.7) })
    return [found('reworded', entry, say.explainAnswer(before))]
  }
  if (comparison.relation === 'contradicts') {
    const content = contradicted(before, features, comparison)
    draft.revise(entry, 'UPDATE', { content, confidence: sureOfChange(comparison.margin, features.changes) })
    return [found('contradicting', entry, say.explainChange(before, content, comparison))]
  }
  return rewrite(draft, about, found)
}

function rewrite(draft: Draft, { match: { entry, comparison }, features }: About, found: Found): Finding[] {
  const before = entry.content
  const confidence = bounded(0.58 + comparison.margin * 0.9)
  const replaces = comparison.covers && (comparison.sentence !== null || before.body === '')
  const op = replaces && comparison.sentence !== null ? 'UPDATE' : 'MERGE'
  const content = op === 'UPDATE' ? reworded(before, features.text, comparison) : extended(before, features.text)
  draft.revise(entry, op, { content, confidence })
  const text = op === 'UPDATE' ? say.explainReworded(before, comparison) : say.explainMerged(before)
  const twins = supersedeTwins(draft, entry, features)
  return [
    found('reworded', entry, text),
    ...twins.map(({ twin, content }) => found('superseding', twin, say.explainSuperseded(content, entry.content))),
  ]
}

function goOn(
  draft: Draft,
  { reading, before }: { reading: Reading; before: Finding | null },
  found: Found,
): Finding[] {
  const entry = before?.entry ?? null
  if (entry === null || entry.closed || entry.op === 'DELETE') {
    const confidence = bounded(0.5)
    return [
      found(
        'new',
        draft.create(contentOfStatement(reading.text, reading.type, null), confidence),
        say.explainNew(reading.type, false),
      ),
    ]
  }
  draft.revise(entry, 'MERGE', { content: extended(entry.content, reading.text), confidence: entry.confidence })
  return [found(before?.kind === 'new' ? 'new' : 'reworded', entry, say.explainMerged(entry.content))]
}

function sureOfChange(margin: number, changes: boolean): number {
  return bounded(0.58 + margin * 0.9 + (changes ? 0.06 : 0))
}

/** Sure where its kind is, and where no block is near. */
function sureOfNew({ sure }: Reading, { terms }: StatementFeatures): number {
  return bounded(0.62 + (sure ? 0.15 : 0) + Math.min(terms.size, 6) * 0.02)
}

function bounded(confidence: number): number {
  return Math.round(Math.min(0.97, Math.max(0.05, confidence)) * 100) / 100
}
