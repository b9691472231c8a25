import metrics from './advances.json' with { type: 'json' }

/** Excalidraw's numbers for the fonts that the styles use: Excalifont, Nunito, Liberation Sans. */
export type FontFamily = 5 | 6 | 9

/** Height of a line in font sizes: Excalidraw's FONT_METADATA. */
export const LINE_HEIGHT: Record<FontFamily, number> = { 5: 1.25, 6: 1.35, 9: 1.15 }

/** Thousandths of the font size for what a font does not have, on the safe side: another font will draw it. */
const WIDE = 1_050
const EMOJI = 1_400
const UNKNOWN = 750

type Table = { advances: Map<number, number>; kerning: Record<string, Record<string, number>> }
const tables = new Map<string, Table>()

/**
 * Width of one line in pixels: the advances of Excalidraw's fonts, and what pairs of letters move. `fontFamily` is any of
 * Excalidraw's, since people draw with them, too; one that is not known is measured like Nunito.
 */
export function measureLine(line: string, fontFamily: number, fontSize: number): number {
  const { advances, kerning } = tableOf(fontFamily)
  let width = 0
  let before = ''
  for (const character of line) {
    const base = character > '~' ? (character.normalize('NFD')[0] ?? character) : character
    width += advances.get(character.codePointAt(0) ?? 0) ?? fallback(character)
    width += kerning[before]?.[base] ?? 0
    before = base
  }
  return (width * fontSize) / 1_000
}

/** The size of lines below each other. */
export function measureLines(lines: readonly string[], fontFamily: number, fontSize: number) {
  return {
    width: Math.ceil(Math.max(0, ...lines.map((line) => measureLine(line, fontFamily, fontSize)))),
    height: lines.length * fontSize * lineHeightOf(fontFamily),
  }
}

/** Excalidraw gives 1.25 to a font that it does not know. */
export function lineHeightOf(fontFamily: number): number {
  return Object.entries(LINE_HEIGHT).find(([family]) => Number(family) === fontFamily)?.[1] ?? 1.25
}

/** Helvetica is the machine's own; Liberation Sans was made with its widths. */
const ALIKE: Record<string, string> = { 2: '9', 4: '6' }

function tableOf(fontFamily: number): Table {
  const name = ALIKE[fontFamily] ?? String(fontFamily)
  const known = tables.get(name)
  if (known) return known
  const font: { ranges: number[][]; kerning: Table['kerning'] } =
    Object.entries(metrics).find(([family]) => family === name)?.[1] ?? metrics[6]
  const advances = new Map<number, number>()
  for (const [start = 0, ...widths] of font.ranges) {
    for (const [offset, width] of widths.entries()) advances.set(start + offset, width)
  }
  const table = { advances, kerning: font.kerning }
  tables.set(name, table)
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
