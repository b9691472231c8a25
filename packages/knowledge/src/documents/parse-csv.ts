import { CsvError, parse } from 'csv-parse/sync'
import { cleanText, createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'
import { RECORD_SEPARATOR, recordText } from './table-text.ts'

/** Rows come together in blocks up to this length: a chunk holds whole rows. */
const GROUP_CHARS = 1_000

/** A row each, the header's names with every value. A quote that is never closed turns quotes into plain characters. */
export function parseCsv(text: string, limits: { characters: number }): ParsedDocument {
  const clean = cleanText(text)
  try {
    return parseRows(clean, { quote: '"' }, limits)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return parseRows(clean, { quote: false }, limits)
  }
}

function parseRows(text: string, { quote }: { quote: '"' | false }, limits: { characters: number }): ParsedDocument {
  const write = createBlockWriter(limits)
  let header: string[] | null | undefined
  let group: string[] = []
  let groupChars = 0
  const flush = (): void => {
    write.add('table', group.join(header === null ? '\n' : RECORD_SEPARATOR))
    group = []
    groupChars = 0
  }
  const addRow = (row: string[]): void => {
    const record = recordText(header ?? null, row)
    if (record === '') return
    if (groupChars > 0 && groupChars + record.length > GROUP_CHARS) flush()
    group.push(record)
    groupChars += record.length + RECORD_SEPARATOR.length
  }
  parse(text, {
    delimiter: findDelimiter(text),
    quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Returning nothing keeps the rows from being collected a second time.
    on_record: (row: string[]) => {
      if (header === undefined) {
        header = isHeader(row) ? row : null
        if (header !== null) return
      }
      addRow(row)
    },
  })
  if (write.isEmpty() && group.length === 0 && header) group.push(header.join(' | '))
  flush()
  return write.finish({ title: null })
}

/** The separator that the first line holds most of, outside quotes. */
function findDelimiter(text: string): string {
  const end = text.indexOf('\n')
  const line = text.slice(0, Math.min(end === -1 ? text.length : end, 10_000)).replace(/"[^"]*"/g, '')
  const count = (delimiter: string): number => line.split(delimiter).length
  return [',', ';', '\t', '|'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** Names: all there, all different, none a number. */
function isHeader(row: string[]): boolean {
  const names = row.map((name) => name.trim())
  return new Set(names).size === names.length && names.every((name) => name !== '' && !/^[-+]?[\d.,]+%?$/.test(name))
}
