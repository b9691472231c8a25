import { InvalidProposal, propose } from '@outlast/basket'
import type { Block, BlockContent } from '@outlast/contract'
import type { AnalysisRequest, RatedProposal } from '../types.ts'
import { type Asker, askForJson } from './ask-for-json.ts'
import { fenceBlock, fenceFinding, fenceWish } from './fences.ts'
import type { Finding } from './finding.ts'
import { COMPOSE } from './prompts.ts'
import { type Proposed, ProposedAnswer } from './shapes.ts'

/** A proposal of a model, and the findings that it follows from. */
export type Composed = { proposal: RatedProposal; why: string; findings: Finding[] }

/** What findings are to change, and which of them change nothing. */
export type Composition = { composed: Composed[]; leftOut: { finding: Finding; why: string }[] }

/** What of a batch of findings is compared with which blocks. `prefix` keeps the keys of batches apart. */
export type Batch = { findings: readonly Finding[]; blocks: readonly Block[]; prefix: string }

/** Compares findings with blocks. */
export function compose(
  asker: Asker,
  { batch, request }: { batch: Batch; request: AnalysisRequest },
  signal: AbortSignal,
) {
  const aliases = new Map(batch.blocks.map((block, at) => [`b${at + 1}`, block]))
  const blocks = [...aliases].map(([alias, block]) => fenceBlock(alias, block)).join('\n')
  const findings = batch.findings.map((finding, at) => fenceFinding(finding, at + 1)).join('\n')
  return askForJson<ProposedAnswer, Composition>(
    asker,
    {
      instructions: COMPOSE,
      text: `${fenceWish(request)}<blocks>\n${blocks}\n</blocks>\n\n<findings>\n${findings}\n</findings>`,
      shape: ProposedAnswer,
      check: (answer) => checkProposals(answer, batch, aliases),
    },
    signal,
  )
}

type Aliases = ReadonlyMap<string, Block>

function checkProposals(
  answer: ProposedAnswer,
  { findings, blocks, prefix }: Batch,
  aliases: Aliases,
): { mistakes: string[] } | { value: Composition } {
  const mistakes = answer.proposals.flatMap((proposed) => mistakesIn(proposed, findings, aliases))
  if (mistakes.length > 0) return { mistakes }
  const composed = answer.proposals.map((proposed): Composed => ({
    proposal: toProposal(proposed, aliases, prefix),
    why: proposed.why,
    findings: proposed.findings.flatMap((number) => findings[number - 1] ?? []),
  }))
  try {
    propose(
      blocks,
      composed.map(({ proposal }) => proposal),
      () => crypto.randomUUID(),
    )
  } catch (error) {
    if (!(error instanceof InvalidProposal)) throw error
    return { mistakes: error.mistakes.map((mistake) => inItsWords(mistake, aliases, prefix)) }
  }
  return { value: { composed, leftOut: leftOutOf(answer, findings) } }
}

/** What only this way of naming things can get wrong; the rest is what `propose` checks. */
function mistakesIn(
  { key, op, block, findings, title, type }: Proposed,
  known: readonly Finding[],
  aliases: Aliases,
): string[] {
  const about = `The proposal ${key}`
  const unknown = findings.filter((number) => known[number - 1] === undefined)
  return [
    ...(block !== null && !aliases.has(block) ? [`${about} names the block ${block}, which is not listed.`] : []),
    ...(unknown.length > 0 ? [`${about} names the finding ${unknown.join(', ')}, which is not listed.`] : []),
    ...(op === 'CREATE' && (title === null || type === null)
      ? [`${about} is a CREATE, so it needs a type and a title.`]
      : []),
  ]
}

function toProposal(proposed: Proposed, aliases: Aliases, prefix: string): RatedProposal {
  const { key, op, block: alias, requires, confidence } = proposed
  const block = alias === null ? undefined : aliases.get(alias)
  const needed = requires.map((each) => prefix + each)
  return {
    key: prefix + key,
    op,
    id: block?.id ?? null,
    after: op === 'DELETE' ? null : contentOf(proposed, block),
    confidence,
    ...(needed.length === 0 ? {} : { requires: needed }),
  }
}

/** What a model leaves out stays as it is; states are none of its business but one. */
function contentOf({ type, title, body, superseded }: Proposed, block: Block | undefined): BlockContent {
  return {
    type: type ?? block?.type ?? 'note',
    title: title ?? block?.title ?? '',
    body: body ?? block?.body ?? '',
    state: superseded && block !== undefined ? 'superseded' : (block?.state ?? 'accepted'),
  }
}

/** A mistake with the names that the model knows. */
function inItsWords(mistake: string, aliases: Aliases, prefix: string): string {
  let words = mistake.replaceAll(`proposal ${prefix}`, 'proposal ').replaceAll(`key ${prefix}`, 'key ')
  for (const [alias, { id }] of aliases) words = words.replaceAll(id, alias)
  return words
}

function leftOutOf({ proposals, left_out }: ProposedAnswer, findings: readonly Finding[]): Composition['leftOut'] {
  const used = new Set(proposals.flatMap((proposed) => proposed.findings))
  const reasons = new Map(left_out.map(({ finding, why }) => [finding, why]))
  return findings.flatMap((finding, at) =>
    used.has(at + 1) ? [] : [{ finding, why: reasons.get(at + 1) ?? 'Changes nothing.' }],
  )
}
