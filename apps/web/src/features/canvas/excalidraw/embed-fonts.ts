import { familiesOf, sourcesFor, type FontSource } from '../fonts.ts'
import { localFaces } from './local-fonts.ts'

/**
 * Puts the fonts of its texts into a picture, so that it looks the same elsewhere. Not Excalidraw's own way, which cuts
 * the fonts down with code that it makes at run time: our policy does not let a page do that.
 */
export async function embedFonts(svg: SVGSVGElement): Promise<void> {
  const texts = [...svg.querySelectorAll('text')]
  const needed = texts.flatMap((text) =>
    sourcesFor(text.textContent ?? '', familiesOf(text.getAttribute('font-family') ?? ''), localFaces()),
  )
  const rules = await Promise.all([...new Set(needed)].map(ruleOf))
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = rules.join('\n')
  svg.prepend(style)
}

async function ruleOf({ family, source, unicodeRange }: FontSource): Promise<string> {
  const [, address = ''] = /url\(["']?([^"')]+)/.exec(source) ?? []
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`The font ${family} could not be loaded (${answer.status}).`)
  const url = await toDataUrl(await answer.blob())
  return `@font-face { font-family: ${JSON.stringify(family)}; src: url(${url}); unicode-range: ${unicodeRange}; }`
}

function toDataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The font could not be read.')))
    reader.readAsDataURL(blob)
  })
}
