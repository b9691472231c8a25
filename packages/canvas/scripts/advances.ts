import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'

// Reads how wide the glyphs of Excalidraw's fonts are and writes src/text/advances.json, so that run time parses no font.
// Run it (`pnpm --filter @outlast/canvas run advances`) when @excalidraw/excalidraw moves.

const FONTS = {
  1: 'Virgil',
  3: 'Cascadia',
  5: 'Excalifont',
  6: 'Nunito',
  7: 'Lilita',
  8: 'ComicShanns',
  9: 'Liberation',
}
/** Of the fonts that the styles use: in Excalifont, a pair of letters moves by up to a seventh of its width. */
const KERNED = new Set(['Excalifont', 'Nunito', 'Liberation'])
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const dist = dirname(createRequire(import.meta.url).resolve('@excalidraw/excalidraw'))

const tables = Object.entries(FONTS).map(([family, folder]) => {
  const fonts = openFonts(folder)
  return [family, { ranges: ranges(readAdvances(fonts)), kerning: KERNED.has(folder) ? readKerning(fonts) : {} }]
})
writeFileSync(
  new URL('../src/text/advances.json', import.meta.url),
  `${JSON.stringify(Object.fromEntries(tables)).replaceAll('],[', '],\n[').replaceAll('},', '},\n')}\n`,
)

/** A font is split into files by script. */
function openFonts(folder: string): Font[] {
  const files = readdirSync(join(dist, 'fonts', folder)).filter((file) => file.endsWith('.woff2'))
  return files.map((file) => {
    const font = fontkit.create(readFileSync(join(dist, 'fonts', folder, file)))
    if (!('characterSet' in font)) throw new Error(`${file} is a collection, not a font`)
    return font
  })
}

/** Advance of each code point in thousandths of the font size. */
function readAdvances(fonts: readonly Font[]): Map<number, number> {
  const advances = new Map<number, number>()
  for (const font of fonts) {
    for (const code of font.characterSet) advances.set(code, scale(font.glyphForCodePoint(code).advanceWidth, font))
  }
  return advances
}

/** By first and second character: how much wider or narrower the two are together than apart, ligatures included. */
function readKerning(fonts: readonly Font[]): Record<string, Record<string, number>> {
  const font = fonts.find(({ characterSet }) => characterSet.includes(65))
  if (!font) throw new Error('no file has the letter A')
  const widthOf = (text: string): number => font.layout(text).advanceWidth
  const alone = new Map(ASCII.map((character) => [character, widthOf(character)]))
  const pairs = ASCII.map((first) => {
    const moved = ASCII.flatMap((second) => {
      const apart = (alone.get(first) ?? 0) + (alone.get(second) ?? 0)
      const kerning = scale(widthOf(first + second) - apart, font)
      return kerning === 0 ? [] : [[second, kerning] as const]
    })
    return [first, Object.fromEntries(moved)] as const
  })
  return Object.fromEntries(pairs.filter(([, moved]) => Object.keys(moved).length > 0))
}

function scale(units: number, font: Font): number {
  return Math.round((units / font.unitsPerEm) * 1000)
}

/** `[first code point, advance, advance, …]` for each run without a gap. */
function ranges(advances: Map<number, number>): number[][] {
  const runs: number[][] = []
  let next = -1
  for (const [code, advance] of [...advances].sort((a, b) => a[0] - b[0])) {
    if (code !== next) runs.push([code])
    runs.at(-1)?.push(advance)
    next = code + 1
  }
  return runs
}
