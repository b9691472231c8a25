/** Deeper levels are not indented further: 10,000 nested lists would take 100 MB of spaces. */
const MAX_INDENT = 10

/** Builds the text of a list: a line for each item or paragraph in one, two spaces for each level. */
export type ListText = {
  /** A list begins, inside an item or at the top; `start` is the first number of a numbered one. */
  open(start: number | null): void
  close(): void
  item(): void
  text(text: string): void
  join(): string
}

export function createListText(): ListText {
  const lines: string[] = []
  const levels: { next: number | null; marker: string }[] = []
  return {
    open: (start) => void levels.push({ next: start, marker: '' }),
    close: () => void levels.pop(),
    item() {
      const level = levels.at(-1)
      if (level === undefined) return
      level.marker = level.next === null ? '- ' : `${level.next}. `
      if (level.next !== null) level.next += 1
    },
    text(text) {
      if (text === '') return
      const level = levels.at(-1)
      const indent = '  '.repeat(Math.min(MAX_INDENT, Math.max(0, levels.length - 1)))
      // A second paragraph of the same item has no marker of its own.
      lines.push(`${indent}${level?.marker || '  '}${text.replace(/\n/g, ' ')}`)
      if (level !== undefined) level.marker = ''
    },
    join: () => lines.join('\n'),
  }
}
