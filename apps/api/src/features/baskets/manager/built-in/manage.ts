import { setImmediate as breathe } from 'node:timers/promises'
import type { Block } from '@outlast/contract'
import type { Analysis, AnalysisOptions, AnalysisRequest, RatedProposal } from '../types.ts'
import { decide } from './decide.ts'
import { type Draft, type Entry, createDraft } from './draft.ts'
import { type Finding, toExplanation } from './findings.ts'
import { type Narrowing, readNarrowing } from './narrow.ts'
import { readStatements } from './read/read-statements.ts'
import { joinFollowUps } from './read/follow-ups.ts'
import { summarize } from './summary.ts'

/** So long the event loop is kept from others at most. */
const SLICE_MS = 20
/** What one delta can apply; more than anyone reviews. */
const MAX_PROPOSALS = 1_000

/** What the built-in manager found, statement by statement, and what it proposes. */
export type Managed = { analysis: Analysis; findings: Finding[] }

/** Sorts notes into blocks by rules alone. The same request always gives the same answer. */
export async function manageNotes(request: AnalysisRequest, { signal, onProgress }: AnalysisOptions): Promise<Managed> {
  const draft = createDraft(request.blocks)
  const statements = request.sources.flatMap(({ text }, source) => joinFollowUps(readStatements(text, source), text))
  const findings: Finding[] = []
  let before: Finding | null = null
  let since = performance.now()
  for (const [at, statement] of statements.entries()) {
    if (performance.now() - since >= SLICE_MS) {
      onProgress(at / statements.length, `Sorting ${at + 1} of ${statements.length} statements`)
      await breathe()
      signal.throwIfAborted()
      since = performance.now()
    }
    const found: Finding[] = decide(draft, statement, before)
    before = found[0] ?? null
    findings.push(...found)
  }
  signal.throwIfAborted()
  return { analysis: conclude(draft, findings, readNarrowing(request.intent, request.agent_hints)), findings }
}

function conclude(draft: Draft, findings: readonly Finding[], narrowing: Narrowing): Analysis {
  const changed = draft.entries.filter(changesSomething)
  const wanted = changed.filter((entry) => isWanted(entry, narrowing, draft))
  const kept = wanted.slice(0, MAX_PROPOSALS)
  const keys = new Set(kept.map(({ key }) => key))
  const proposals = kept.map((entry) => toProposal(entry, keys))
  const told = findings.filter(
    ({ text, entry }) => text !== '' && (entry === null || !changesSomething(entry) || keys.has(entry.key)),
  )
  const count = (...kinds: Finding['kind'][]): number => findings.filter(({ kind }) => kinds.includes(kind)).length
  const summary = summarize(proposals, {
    equal: count('equal'),
    closed: count('closed'),
    leftOut: count('left-out', 'instruction', 'not-named'),
    narrowed: changed.length - kept.length,
  })
  return { summary, proposals, explanations: told.map(toExplanation), confidence: overall(proposals) }
}

function changesSomething({ op }: Entry): boolean {
  return op !== null
}

function isWanted(entry: Entry, { types, ops }: Narrowing, draft: Draft): boolean {
  const { op, content, block, requires } = entry
  if (ops !== null && op !== null && !ops.has(op)) return false
  if (types !== null && !types.has(content.type) && !types.has(block?.type ?? content.type)) return false
  // What supersedes a block has to be there for it to be superseded.
  return requires.every((key) =>
    draft.entries.some((other) => other.key === key && isWanted(other, { types, ops }, draft)),
  )
}

function toProposal(
  { key, op, block, content, confidence, requires }: Entry,
  keys: ReadonlySet<string>,
): RatedProposal {
  if (op === null) throw new Error('An entry without a change was proposed.')
  const proposal = { key, op, id: idOf(block), after: op === 'DELETE' ? null : content, confidence }
  const needed = requires.filter((each) => keys.has(each))
  return needed.length === 0 ? proposal : { ...proposal, requires: needed }
}

const idOf = (block: Block | null): string | null => block?.id ?? null

/** The mean; sure that there is nothing to do where nothing is proposed. */
function overall(proposals: readonly RatedProposal[]): number {
  if (proposals.length === 0) return 0.9
  const mean = proposals.reduce((sum, { confidence }) => sum + confidence, 0) / proposals.length
  return Math.round(mean * 100) / 100
}
