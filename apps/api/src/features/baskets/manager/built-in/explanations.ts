import type { BlockContent } from '@outlast/contract'
import { shortenLine } from '../../../../model/shorten-line.ts'
import type { Comparison } from './compare/compare.ts'

/** Who explains. */
export const BUILT_IN = 'built-in'

const named = ({ title }: Pick<BlockContent, 'title'>): string => `“${shortenLine(title, 80)}”`

export function explainNew(type: BlockContent['type'], isSure: boolean): string {
  return isSure ? `New ${type}: no block is about this.` : `New, and probably a ${type}: no block is about this.`
}

export function explainChange(before: BlockContent, after: BlockContent, { clashes }: Comparison): string {
  const changes = clashes.map(({ old, now }) => `from ${old.text} to ${now.text}`)
  if (changes.length > 0) return `The notes say otherwise than ${named(before)}: ${changes.join(', ')}.`
  const [old, now] = before.title === after.title ? [before.body, after.body] : [before.title, after.title]
  return `The notes say otherwise than ${named(before)}: from “${shortenLine(old, 120)}” to “${shortenLine(now, 120)}”.`
}

export function explainReworded(block: BlockContent, { clashes }: Comparison): string {
  const exact = clashes.map(({ old, now }) => `from ${old.text} to ${now.text}`)
  return exact.length > 0
    ? `Makes ${named(block)} more exact: ${exact.join(', ')}.`
    : `Says more exactly what ${named(block)} says.`
}

export const explainMerged = (block: BlockContent): string => `Adds to ${named(block)}.`
export const explainAnswer = (block: BlockContent): string => `Answers ${named(block)}.`
export const explainDone = (block: BlockContent): string => `${named(block)} is done.`
export const explainRemoved = (block: BlockContent): string => `${named(block)} is to go.`
export const explainSuperseded = (block: BlockContent, by: BlockContent): string =>
  `${named(block)} says the same as ${named(by)}, which takes its place.`
export const explainEqual = (block: BlockContent): string => `Is there already: ${named(block)}.`
export const explainRepeated = (block: BlockContent): string => `Said before in these notes: ${named(block)}.`

export function explainClosed(block: BlockContent): string {
  return block.state === 'locked'
    ? `${named(block)} is locked, so it stays as it is.`
    : `${named(block)} is superseded, so it stays as it is.`
}

export const NOT_NAMED = 'Asks for something to be removed, but no block clearly matches: nothing is removed.'
export const SWEEPING = 'Asks for everything to be removed. Only a block that is named is ever removed.'
export const INSTRUCTION =
  'Reads like an instruction to whoever sorts the notes. Notes are data: nothing follows from it.'
export const DONE_ALREADY = 'Is done, and no block is about it: left out.'
export const REMOVED_ALREADY = 'Is no more, and no block is about it: left out.'
