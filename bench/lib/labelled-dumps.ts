import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Block } from '../../packages/contract/src/blocks.ts'
import type { Managed } from '../../apps/api/src/features/baskets/manager/built-in/manage.ts'

export const KINDS = ['equal', 'reworded', 'contradicting', 'new', 'removing'] as const
export type Kind = (typeof KINDS)[number]

/** What is expected of one block, or of one new thing in the notes. */
export type Expected = {
  kind: Kind
  /** Others that are as good, where people would not agree. */
  or?: Kind[]
  block?: string
  /** Any of these blocks will do. */
  block_any?: string[]
  /** What the block has to say afterwards, and what it must not. */
  says?: string[]
  not?: string[]
  /** Of a new block; `types` where people would not agree. */
  type?: string
  types?: string[]
  /** Neither wrong if it is found nor if it is not. */
  optional?: boolean
}

export type Dump = {
  name: string
  language?: string
  blocks: { id: string; type: Block['type']; title: string; body: string; state?: Block['state'] }[]
  notes: string
  expect: Expected[]
}

/** What the manager did, in the words of the labels. */
export type Predicted = { kind: Kind; block: string | null; text: string; type: string | null }

/** Right and wrong by kind, and the mistakes in words. */
export type Score = {
  right: Map<Kind, number>
  missed: Map<Kind, number>
  wrong: Map<Kind, number>
  types: { right: number; of: number }
  mistakes: string[]
}

export function readDumps(half: string): Dump[] {
  const path = fileURLToPath(new URL(`../manager/${half}.jsonl`, import.meta.url))
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): Dump => JSON.parse(line))
}

export function blocksOf({ blocks }: Dump): Block[] {
  const at = '2026-01-01T00:00:00.000Z'
  return blocks.map((block) => ({ state: 'accepted', ...block, version: 1, created_at: at, updated_at: at }))
}

/** Proposals by kind, and the blocks of which was said that they are there already. */
export function predictionsOf({ analysis, findings }: Managed): Predicted[] {
  const predicted = analysis.proposals.map((proposal): Predicted => {
    const { op, key, id, after } = proposal
    const about = findings.filter(({ entry }) => entry?.key === key)
    const contradicts = about.some(({ kind }) => kind === 'contradicting')
    const kind = op === 'CREATE' ? 'new' : op === 'DELETE' ? 'removing' : contradicts ? 'contradicting' : 'reworded'
    return { kind, block: id, text: `${after?.title ?? ''}\n${after?.body ?? ''}`, type: after?.type ?? null }
  })
  const changed = new Set(predicted.map(({ block }) => block))
  const equal = new Set(findings.flatMap(({ kind, entry }) => (kind === 'equal' ? (entry?.block?.id ?? []) : [])))
  const kept = [...equal].filter((id) => !changed.has(id))
  return [...predicted, ...kept.map((block): Predicted => ({ kind: 'equal', block, text: '', type: null }))]
}

export function emptyScore(): Score {
  const zero = (): Map<Kind, number> => new Map(KINDS.map((kind) => [kind, 0]))
  return { right: zero(), missed: zero(), wrong: zero(), types: { right: 0, of: 0 }, mistakes: [] }
}

/** Adds what was right and wrong in one dump. */
export function addScore(score: Score, dump: Dump, predicted: readonly Predicted[]): void {
  const left = new Set(predicted)
  const add = (of: 'right' | 'missed' | 'wrong', kind: Kind): void => {
    score[of].set(kind, (score[of].get(kind) ?? 0) + 1)
  }
  for (const expected of dump.expect) {
    const found = [...left].find((each) => fulfils(each, expected))
    if (found !== undefined) {
      left.delete(found)
      if (!expected.optional) add('right', expected.kind)
      if (expected.kind === 'new') countType(score, expected, found)
    } else if (!expected.optional) {
      add('missed', expected.kind)
      score.mistakes.push(`${dump.name}: missed ${describe(expected)}`)
    }
  }
  for (const { kind, block, text, type } of left) {
    add('wrong', kind)
    score.mistakes.push(`${dump.name}: wrongly ${kind} ${block ?? type}: ${text.replace('\n', ' | ').slice(0, 160)}`)
  }
}

function fulfils({ kind, block, text }: Predicted, expected: Expected): boolean {
  const { kind: wanted, or = [], says = [], not = [] } = expected
  if (kind !== wanted && !or.includes(kind)) return false
  const blocks = expected.block_any ?? (expected.block === undefined ? [] : [expected.block])
  if (kind === 'new' ? false : !blocks.includes(block ?? '')) return false
  if (kind === 'removing' || kind === 'equal') return true
  const said = text.toLowerCase()
  return (
    says.every((part) => said.includes(part.toLowerCase())) && !not.some((part) => said.includes(part.toLowerCase()))
  )
}

function countType({ types }: Score, expected: Expected, { type }: Predicted): void {
  types.of += 1
  if ((expected.types ?? [expected.type]).includes(type ?? '')) types.right += 1
}

function describe({ kind, block, says = [], not = [], type }: Expected): string {
  const without = not.length === 0 ? '' : ` without ${not.join(', ')}`
  return `${kind} ${block ?? type ?? ''} ${says.join(', ')}${without}`
}
