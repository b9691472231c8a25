import { type Line, type Source, splitList, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

const KNOWN =
  /^(?:to[ -]?do|backlog|ideas|next|ready|doing|in progress|wip|in review|review|testing|qa|blocked|done|shipped|released|offen|in arbeit|erledigt|à faire|en cours|fait|terminé|por hacer|en curso|hecho)$/iu

type Column = { label: string; cards: string[] }

/** A board: columns as headings with their cards below, or `To do: a, b` on one line. */
export function planKanban({ lines, text }: Source): unknown {
  const wanted = /\b(?:kanban|task board|scrum board|board with columns|trello)\b/iu.test(text)
  const columns: Column[] = []
  for (const line of lines.length === 1 ? sentences(text) : lines) {
    const heading = headingOf(line, wanted)
    if (heading) columns.push(heading)
    else if (line.bullet || (line.indent > 0 && columns.length > 0)) columns.at(-1)?.cards.push(unquote(line.text))
  }
  const known = columns.filter((column) => KNOWN.test(column.label)).length
  if (columns.length < 2 || (!wanted && known < 2)) return wanted ? emptyBoard(text) : undefined
  const intro = lines[0]?.text ?? ''
  return {
    kind: 'kanban',
    title: columns[0]?.label === headingOf(lines[0], wanted)?.label ? undefined : titleFrom(intro.split(':')[0]),
    ...board(columns),
  }
}

function headingOf(line: Line | undefined, wanted: boolean): Column | undefined {
  if (!line || line.bullet) return undefined
  const marked = /^#{1,6}\s+(.+)$/u.exec(line.raw)
  if (marked) return { label: unquote(marked[1] ?? ''), cards: [] }
  const match = /^([^:：]{2,40})[:：]\s*(.*)$/u.exec(line.text)
  const label = unquote(match?.[1] ?? line.text)
  if (!match && !KNOWN.test(label)) return undefined
  if (!KNOWN.test(label) && (!wanted || /\b(?:kanban|board)\b/iu.test(label))) return undefined
  return { label, cards: splitList(match?.[2] ?? '').map(unquote) }
}

/** "Kanban: To do: a, b. Doing: c. Done: d" in one line. */
function sentences(text: string): Line[] {
  const body = text.replace(/^[^:]*\b(?:kanban|board)\b[^:]*:\s*/iu, '')
  return body
    .split(/(?<=\S)[.;|]\s+/u)
    .map((part) => ({ indent: 0, text: unquote(part), raw: part.trim(), bullet: false, number: undefined }))
}

/** "A kanban board with columns Backlog, Doing and Done" names columns and no cards. */
function emptyBoard(text: string): unknown {
  const named = /\bcolumns?\s*:?\s+(.+?)(?:\.|$)/iu.exec(text)?.[1]
  const labels = named ? splitList(named).map(unquote) : ['To do', 'Doing', 'Done']
  return { kind: 'kanban', ...board(labels.map((label) => ({ label, cards: [] }))) }
}

function board(columns: readonly Column[]) {
  return {
    columns: columns.map((column, index) => ({ id: `c${index + 1}`, label: column.label })),
    cards: columns.flatMap((column, index) =>
      column.cards.map((label, card) => ({ id: `c${index + 1}-${card + 1}`, column: `c${index + 1}`, label })),
    ),
  }
}
