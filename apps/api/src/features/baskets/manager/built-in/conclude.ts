import type { Analysis, RatedProposal } from '../types.ts'
import type { Entry } from './draft.ts'
import { type Finding, toExplanation } from './findings.ts'
import type { Narrowing } from './narrow.ts'
import { summarize } from './summary.ts'

/** Of what changes nothing, so much is told one by one; the summary counts it all. */
const MAX_ASIDES = 200

/** What is proposed after all statements have been read, and why. */
export function conclude(entries: readonly Entry[], findings: readonly Finding[], narrowing: Narrowing): Analysis {
  const changed = new Map(entries.flatMap((entry) => (entry.op === null ? [] : [[entry.key, entry] as const])))
  const wanted = [...changed.values()].filter((entry) => isWanted(entry, { narrowing, changed }))
  const proposals = wanted.map(toProposal)
  const isProposed = new Set(wanted)
  const reasons = findings.filter(({ entry }) => entry !== null && isProposed.has(entry))
  const asides = findings.filter(({ entry, text }) => text !== '' && (entry === null || entry.op === null))
  const count = (...kinds: Finding['kind'][]): number => findings.filter(({ kind }) => kinds.includes(kind)).length
  const summary = summarize(proposals, {
    equal: count('equal'),
    closed: count('closed'),
    leftOut: count('left-out', 'instruction', 'not-named'),
    narrowed: count('narrowed') + changed.size - wanted.length,
    beyond: count('beyond'),
  })
  const explanations = [...reasons, ...asides.slice(0, MAX_ASIDES)].map(toExplanation)
  return { summary, proposals, explanations, confidence: overall(proposals) }
}

type Wanted = { narrowing: Narrowing; changed: ReadonlyMap<string, Entry> }

function isWanted({ op, content, block, requires }: Entry, { narrowing, changed }: Wanted): boolean {
  const { types, ops } = narrowing
  if (op !== null && ops?.has(op) === false) return false
  if (types?.has(content.type) === false && types.has(block?.type ?? content.type) === false) return false
  // What supersedes a block has to be there for it to be superseded.
  return requires.every((key) => {
    const required = changed.get(key)
    return required !== undefined && isWanted(required, { narrowing, changed })
  })
}

function toProposal({ key, op, block, content, confidence, requires }: Entry): RatedProposal {
  if (op === null) throw new Error('An entry without a change was proposed.')
  const proposal = { key, op, id: block?.id ?? null, after: op === 'DELETE' ? null : content, confidence }
  return requires.length === 0 ? proposal : { ...proposal, requires }
}

/** The mean. Where nothing is proposed, it is sure enough that there is nothing to do. */
function overall(proposals: readonly RatedProposal[]): number {
  if (proposals.length === 0) return 0.9
  const sum = proposals.reduce((total, { confidence }) => total + confidence, 0)
  return Math.round((100 * sum) / proposals.length) / 100
}
