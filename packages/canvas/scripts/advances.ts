import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as fontkit from 'fontkit'

// Reads how wide the glyphs of Excalidraw's fonts are and writes src/text/advances.json, so that run time parses no font.
// Run it (`pnpm --filter @outlast/canvas run advances`) when @excalidraw/excalidraw moves.

const FONTS = { 3: 'Cascadia', 5: 'Excalifont', 6: 'Nunito', 8: 'ComicShanns', 9: 'Liberation' }
const dist = dirname(createRequire(import.meta.url).resolve('@excalidraw/excalidraw'))

const tables = Object.entries(FONTS).map(([family, folder]) => [family, { ranges: ranges(readAdvances(folder)) }])
writeFileSync(
  new URL('../src/text/advances.json', import.meta.url),
  `${JSON.stringify(Object.fromEntries(tables)).replaceAll('],[', '],\n[')}\n`,
)

/** Advance of each code point in thousandths of the font size; a font is split into files by script. */
function readAdvances(folder: string): Map<number, number> {
  const advances = new Map<number, number>()
  const files = readdirSync(join(dist, 'fonts', folder)).filter((file) => file.endsWith('.woff2'))
  for (const file of files) {
    const font = fontkit.create(readFileSync(join(dist, 'fonts', folder, file)))
    if (!('characterSet' in font)) throw new Error(`${file} is a collection, not a font`)
    for (const code of font.characterSet) {
      advances.set(code, Math.round((font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm) * 1000))
    }
  }
  return advances
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
