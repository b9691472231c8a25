import { type StatementFeatures, statementFeatures } from './compare/features.ts'
import { applyMatch } from './apply-match.ts'
import { sureOfNew } from './confidence.ts'
import { isInstruction, isSmallTalk } from './cues/instructions.ts'
import { type Reading, readCues } from './cues/read-cues.ts'
import { findRemoval } from './cues/removal.ts'
import { type Decided, decideRemoval } from './decide-removal.ts'
import type { Draft } from './draft.ts'
import * as say from './explanations.ts'
import type { Finding } from './findings.ts'
import { findMatch, hasRoom } from './match.ts'
import type { Statement } from './read/read-statements.ts'
import { contentOfStatement, extended } from './revise.ts'

/** Sentences that begin so go on with the one before. */
const GOES_ON =
  /^(?:it|they|this|that|these|those|he|she|its|their|also|so(?! far)|therefore|because|otherwise|both|es|sie|das|dies|diese|er|deshalb|daher|außerdem|sonst|beide)\b/i

/** Decides what a statement is to the blocks, and writes it into the draft. `before` is what became of the one before. */
export function decide(draft: Draft, statement: Statement, before: Finding | null): Finding[] {
  return decideOn(draft, statement, before).map((decided) => ({ ...decided, statement }))
}

function decideOn(draft: Draft, statement: Statement, before: Finding | null): Decided[] {
  if (isInstruction(statement.text)) return [{ kind: 'instruction', entry: null, text: say.INSTRUCTION }]
  if (isSmallTalk(statement.text)) return [NOTHING]
  const reading = readCues(statement)
  const said = statementFeatures(reading.text, statement.section)
  const features = { ...said, changes: said.changes || reading.corrects }
  const match = findMatch(draft, reading, features)
  const gone = decideRemoval(draft, reading, statement.section)
  if (gone !== null && !(match?.comparison.relation === 'equal' && saysItIsGone(match.entry.features))) return [gone()]
  if (features.terms.size === 0 && features.values.length === 0) return [NOTHING]
  if (match !== null && hasRoom(match, features.text)) return applyMatch(draft, { match, reading, features })
  if (statement.continues && GOES_ON.test(reading.text)) {
    const more = goOn(draft, reading, before)
    if (more !== null) return [more]
  }
  if (statement.box === 'done') return [{ kind: 'left-out', entry: null, text: say.DONE_ALREADY }]
  return [begin(draft, { statement, reading, features })]
}

const NOTHING: Decided = { kind: 'left-out', entry: null, text: '' }

/** A block may itself say that something is cancelled; whoever says so again does not cancel the block. */
function saysItIsGone({
  title,
  sentences,
}: {
  title: { text: string }
  sentences: readonly { text: string }[]
}): boolean {
  return [title, ...sentences].some(({ text }) => findRemoval(text)?.how === 'state')
}

/** Adds to what the sentence before was about. */
function goOn(draft: Draft, reading: Reading, before: Finding | null): Decided | null {
  const entry = before?.entry ?? null
  if (before === null || entry === null || entry.closed || entry.op === 'DELETE') return null
  const { content, confidence } = entry
  draft.revise(entry, 'MERGE', { content: extended(content, reading.text), confidence })
  return { kind: before.kind === 'new' ? 'new' : 'reworded', entry, text: say.explainMerged(content) }
}

type New = { statement: Statement; reading: Reading; features: StatementFeatures }

function begin(draft: Draft, { statement, reading, features }: New): Decided {
  const type = reading.done !== null && reading.type === 'task' ? 'fact' : reading.type
  const refused = draft.refuses(type)
  if (refused !== null) return { kind: refused, entry: null, text: '' }
  const content = contentOfStatement(reading.text, type, statement.section)
  const entry = draft.create(content, sureOfNew(reading.sure, features.terms.size))
  return { kind: 'new', entry, text: say.explainNew(type, reading.sure) }
}
