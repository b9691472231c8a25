import type { BlockWriter } from './block-writer.ts'
import { tableText } from './table-text.ts'

type Cell = { isHead: boolean; texts: string[] }

/** Gathers the cells of a table as its elements come by. */
export type TableRows = {
  row(): void
  cell(isHead: boolean): void
  /** Text outside every cell is the caption. */
  text(text: string): void
  write(write: BlockWriter): void
}

export function createTableRows(): TableRows {
  const caption: string[] = []
  const rows: Cell[][] = []
  return {
    row: () => void rows.push([]),
    cell(isHead) {
      const row = rows.at(-1)
      if (row !== undefined) row.push({ isHead, texts: [] })
    },
    text(text) {
      if (text !== '') (rows.at(-1)?.at(-1)?.texts ?? caption).push(text)
    },
    write(write) {
      write.add('paragraph', caption.join(' '))
      // One cell a row is page layout, and no table.
      if (rows.every((row) => row.length < 2)) {
        for (const text of rows.flat().flatMap(({ texts }) => texts)) write.add('paragraph', text)
        return
      }
      const [first = [], ...others] = rows.map((row) => row.map(({ texts }) => texts.join(' ')))
      const hasHeader = rows[0]?.every(({ isHead }) => isHead) ?? false
      write.add('table', hasHeader ? tableText(first, others) : tableText(null, [first, ...others]))
    },
  }
}
