/** A line of a page, in points from its lower left corner. */
export type Line = {
  text: string
  x: number
  /** Of the baseline. */
  y: number
  /** The font size of most of it. */
  size: number
}

/** What pdf.js tells of a piece of text; `transform` is the matrix of PDF 1.7, 8.3.3. */
export type TextItem = { str: string; transform: number[]; hasEOL: boolean }

/** Joins the pieces that pdf.js found into lines, in the order of the page's content. */
export function readLines(items: Iterable<TextItem>): Line[] {
  const lines: Line[] = []
  let pieces: TextItem[] = []
  const end = (): void => {
    const inked = pieces.filter(({ str }) => str.trim() !== '')
    const [first] = inked
    if (first !== undefined) {
      const longest = inked.reduce((best, next) => (next.str.length > best.str.length ? next : best))
      const text = pieces
        .map(({ str }) => str)
        .join('')
        .replace(/\s+/g, ' ')
        .trim()
      lines.push({ text, x: first.transform[4] ?? 0, y: first.transform[5] ?? 0, size: fontSize(longest) })
    }
    pieces = []
  }
  for (const item of items) {
    if (item.str !== '') pieces.push(item)
    if (item.hasEOL) end()
  }
  end()
  return lines
}

/** To half a point: what one reads as one size differs by less. */
function fontSize({ transform }: TextItem): number {
  return Math.round(2 * Math.hypot(transform[2] ?? 0, transform[3] ?? 0)) / 2
}

/**
 * The pages without the lines that stand in the same place on at least half of them, page numbers aside: running titles and page
 * numbers, which would cut sentences in two and be found by every search. Only for three pages and more.
 */
export function dropRunningTitles(pages: readonly Line[][]): Line[][] {
  if (pages.length < 3) return [...pages]
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const key of new Set(outerLines(page).map(placeOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  // Left and right pages often differ, so that each is seen on just under half of them.
  const enough = Math.max(3, pages.length * 0.4)
  return pages.map((page) => {
    const running = new Set(outerLines(page).filter((line) => (counts.get(placeOf(line)) ?? 0) >= enough))
    return page.filter((line) => !running.has(line))
  })
}

/** The two highest and the two lowest. */
function outerLines(page: Line[]): Line[] {
  const byHeight = [...page].sort((a, b) => b.y - a.y)
  return byHeight.length <= 4 ? byHeight : [...byHeight.slice(0, 2), ...byHeight.slice(-2)]
}

function placeOf({ text, y }: Line): string {
  return `${Math.round(y / 4)} ${text.slice(0, 200).replace(/\d+/g, '#')}`
}
