import advances from './advances.json' with { type: 'json' }

/** Excalidraw's numbers for the fonts that it ships. */
export type FontFamily = 3 | 5 | 6 | 8 | 9

/** Height of a line in font sizes: Excalidraw's FONT_METADATA. */
export const LINE_HEIGHT: Record<FontFamily, number> = { 3: 1.2, 5: 1.25, 6: 1.35, 8: 1.25, 9: 1.15 }

/** Thousandths of the font size for what a font does not have, on the safe side: another font will draw it. */
const WIDE = 1_050
const EMOJI = 1_400
const UNKNOWN = 750

const tables = new Map<FontFamily, Map<number, number>>()

/** Width of one line in pixels: the sum of the real advances of Excalidraw's fonts. Kerning is ignored, it is below 1 %. */
export function measureLine(line: string, fontFamily: FontFamily, fontSize: number): number {
  const table = tableOf(fontFamily)
  let width = 0
  for (const character of line) width += table.get(character.codePointAt(0) ?? 0) ?? fallback(character)
  return (width * fontSize) / 1_000
}

export function measureLines(lines: readonly string[], fontFamily: FontFamily, fontSize: number) {
  return {
    width: Math.ceil(Math.max(0, ...lines.map((line) => measureLine(line, fontFamily, fontSize)))),
    height: lines.length * fontSize * LINE_HEIGHT[fontFamily],
  }
}

function tableOf(fontFamily: FontFamily): Map<number, number> {
  const known = tables.get(fontFamily)
  if (known) return known
  const table = new Map<number, number>()
  for (const [start = 0, ...widths] of advances[fontFamily].ranges) {
    for (const [offset, width] of widths.entries()) table.set(start + offset, width)
  }
  tables.set(fontFamily, table)
  return table
}

// What is drawn onto the character before it, or joins two characters, takes no room of its own.
const ZERO_WIDTH = /^(?:\p{Mn}|\p{Me}|\p{Emoji_Modifier}|\p{Join_Control}|\p{Variation_Selector})$/u
const WIDE_SCRIPT =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]$/u

function fallback(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0
  if (WIDE_SCRIPT.test(character)) return WIDE
  if (/^\p{Extended_Pictographic}$/u.test(character)) return EMOJI
  return UNKNOWN
}
