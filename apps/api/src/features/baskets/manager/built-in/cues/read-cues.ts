import type { BlockType } from '@outlast/contract'
import type { Statement } from '../read/read-statements.ts'
import { saysDone, withoutDone } from './done.ts'
import { type Removal, findRemoval } from './removal.ts'
import { type Label, labelOfHeading, takeLabel } from './type-labels.ts'
import { typeOfWords } from './type-words.ts'

/** What a statement is, by its words alone. */
export type Reading = {
  /** Its words without a label. */
  text: string
  type: BlockType
  /** Its words or a label say so; otherwise it is a guess. */
  sure: boolean
  removal: Removal | null
  /** What is done, in its words; null where it does not say so. */
  done: string | null
  /** The text begins with a label that says that something was wrong before. */
  corrects: boolean
}

export function readCues(statement: Statement): Reading {
  const labelled = takeLabel(statement.text)
  const heading = statement.sectionCue === null ? null : labelOfHeading(statement.sectionCue)
  const label = labelled?.label ?? (statement.box === 'open' ? 'task' : heading)
  const text = labelled?.rest ?? statement.text
  const plain = text.replace(/\s*✓\s*/g, ' ').trim()
  return {
    text: plain,
    ...typeOf(label, plain),
    removal: removalOf(statement, plain, label),
    done: doneOf(statement, text, label),
    corrects: label === 'correction',
  }
}

function typeOf(label: Label | null, text: string): { type: BlockType; sure: boolean } {
  const words = typeOfWords(text)
  if (words.type === 'question' && /[?？]\W*$/.test(text)) return words
  if (label === null || label === 'correction' || label === 'removed' || label === 'done') return words
  return { type: label, sure: true }
}

function removalOf({ struck }: Statement, text: string, label: Label | null): Removal | null {
  if (struck) return { object: text, how: 'named' }
  if (label === 'removed') return { object: text, how: 'named' }
  const removal = findRemoval(text)
  // "TODO: remove the fence" is about a fence.
  return label === 'task' && removal?.how === 'told' ? null : removal
}

function doneOf({ box }: Statement, text: string, label: Label | null): string | null {
  if (box !== 'done' && label !== 'done' && !saysDone(text)) return null
  return withoutDone(text) || text
}
