import { type Source, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

/** A Markdown table: rows between bars, a rule of dashes under the headings. */
export function planTable({ lines }: Source): unknown {
  const rule = lines.findIndex((line) => line.raw.includes('|') && /^\|?[\s:|-]*-{2,}[\s:|-]*\|?$/u.test(line.raw))
  const heading = lines[rule - 1]
  if (rule < 1 || !heading?.raw.includes('|')) return undefined
  const rows: string[][] = []
  for (const line of lines.slice(rule + 1)) {
    if (!line.raw.includes('|')) break
    rows.push(cellsOf(line.raw))
  }
  const title = rule > 1 ? titleFrom(lines[0]?.raw.replace(/^#+\s*/u, '')) : undefined
  return { kind: 'comparison', title, columns: cellsOf(heading.raw), rows }
}

const cellsOf = (row: string): string[] =>
  row
    .replace(/^\||\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => unquote(cell.replaceAll('\\|', '|').replaceAll(/\*\*|__|`/gu, '')))
