import type { BlockContent, DiffPart, FieldDiff } from '@outlast/contract'
import { FIELDS } from './state.ts'
import { type TextEdit, textEdits } from './text-edits.ts'

/**
 * How a text changes, word by word: all `equal` and `delete` texts together are the old text, all `equal` and `insert`
 * texts the new one. No part is empty, and a deletion comes before the insertion that takes its place.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = []
  const add = (op: DiffPart['op'], text: string): void => void (text !== '' && parts.push({ op, text }))
  let from = 0
  for (const { start, end, text } of joinAcrossSpaces(textEdits(before, after), before)) {
    add('equal', before.slice(from, start))
    add('delete', before.slice(start, end))
    add('insert', text)
    from = end
  }
  add('equal', before.slice(from))
  return parts
}

/** Two words in a row that change are read as one change: the space between them is not worth a gap. */
function joinAcrossSpaces(edits: readonly TextEdit[], before: string): TextEdit[] {
  const joined: TextEdit[] = []
  for (const edit of edits) {
    const last = joined.at(-1)
    const between = last && before.slice(last.end, edit.start)
    if (last === undefined || between === undefined || !/^[^\S\n]+$/.test(between)) joined.push(edit)
    else joined[joined.length - 1] = { start: last.start, end: edit.end, text: last.text + between + edit.text }
  }
  return joined
}

/** How the fields of a block change; of a block that comes or goes, all that say something. */
export function fieldDiffs(before: BlockContent | null, after: BlockContent | null): FieldDiff[] {
  return FIELDS.flatMap((field): FieldDiff[] => {
    const [one, other] = [before?.[field] ?? '', after?.[field] ?? '']
    if (one === other) return []
    return [{ field, parts: field === 'title' || field === 'body' ? wordDiff(one, other) : replaced(one, other) }]
  })
}

/** A word that stands for itself, such as a state. */
function replaced(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = [
    { op: 'delete', text: before },
    { op: 'insert', text: after },
  ]
  return parts.filter(({ text }) => text !== '')
}
