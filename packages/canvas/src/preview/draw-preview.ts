import { type PreviewElement, markupOf } from './preview-element.ts'
import { boundsOf } from './preview-bounds.ts'

export type { PreviewElement } from './preview-element.ts'

/** The largest of them: what a thumbnail shows of more is noise. */
const MAX_SHAPES = 150
const MAX_BYTES = 20_000
const MARGIN = 20

/**
 * A small SVG of a drawing, or null for an empty one. It holds nothing but shapes and escaped text: no links, scripts,
 * styles or pictures, whatever the elements say.
 */
export function drawPreview(elements: readonly PreviewElement[]): string | null {
  const seen = elements.filter(({ isDeleted, opacity }) => isDeleted !== true && opacity !== 0)
  const bounds = boundsOf(seen)
  if (bounds === null) return null
  const [x, y] = [Math.floor(bounds.x - MARGIN), Math.floor(bounds.y - MARGIN)]
  const width = Math.ceil(bounds.width + 2 * MARGIN)
  const height = Math.ceil(bounds.height + 2 * MARGIN)
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}">`
  let svg = open
  for (const element of largest(seen)) {
    const markup = markupOf(element)
    if (byteLength(svg) + byteLength(markup) + '</svg>'.length > MAX_BYTES) continue
    svg += markup
  }
  return `${svg}</svg>`
}

/** In the order in which they are painted. */
function largest(elements: readonly PreviewElement[]): readonly PreviewElement[] {
  if (elements.length <= MAX_SHAPES) return elements
  const extent = ({ width, height }: PreviewElement): number => Math.abs(width) + Math.abs(height)
  const chosen = new Set(elements.toSorted((a, b) => extent(b) - extent(a)).slice(0, MAX_SHAPES))
  return elements.filter((element) => chosen.has(element))
}

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).length
