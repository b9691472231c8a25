import { percentile } from './numbers.ts'

/** A row of a table: what was measured, and p50, p95, p99 in ms. */
export function spreadRow(what: string, valuesMs: number[]): string[] {
  return [what, ...[0.5, 0.95, 0.99].map((share) => percentile(valuesMs, share).toFixed(1)), String(valuesMs.length)]
}

export const SPREAD_HEAD = ['', 'p50 ms', 'p95 ms', 'p99 ms', 'samples']

/** Prints a table that is also Markdown. */
export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0), 3))
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  console.log([line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'))
}
