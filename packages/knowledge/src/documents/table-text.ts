/** Between the records of a table block. */
export const RECORD_SEPARATOR = '\n\n'

/**
 * One row. With a header it is "name: value" lines, so that a row keeps its meaning in whatever chunk it ends up; without one, its
 * cells between bars.
 */
export function recordText(header: readonly string[] | null, row: readonly string[]): string {
  const cells = row.map((cell) => cell.replace(/\s+/g, ' ').trim())
  if (header === null) return cells.every((cell) => cell === '') ? '' : cells.join(' | ')
  return cells
    .flatMap((cell, at) =>
      cell === '' ? [] : [`${header[at]?.replace(/\s+/g, ' ').trim() || `column ${at + 1}`}: ${cell}`],
    )
    .join('\n')
}

/** A whole table as the text of one block. */
export function tableText(header: readonly string[] | null, rows: readonly (readonly string[])[]): string {
  const separator = header === null ? '\n' : RECORD_SEPARATOR
  const records = rows.map((row) => recordText(header, row)).filter((record) => record !== '')
  // A table of nothing but its header still says something.
  return records.length === 0 && header !== null ? header.join(' | ') : records.join(separator)
}
