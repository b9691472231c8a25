import { type PreviewElement, markupOf } from './preview-element.ts'
import { boundsOf } from './preview-bounds.ts'

export type { PreviewElement } from './preview-element.ts'

/** The largest of them: what a thumbnail shows of more is noise. */
const MAX_SHAPES = 150
/** Of UTF-8, without the frame. */
const MAX_BYTES = 19_500
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
  return `${open}${draw(seen, Math.max(width, height)).join('')}</svg>`
}

/** The largest for which there is room, in the order in which they are painted. */
function draw(elements: readonly PreviewElement[], extent: number): string[] {
  const sizeOf = ({ width, height }: PreviewElement): number => Math.abs(width) + Math.abs(height)
  const drawn = new Map<PreviewElement, string>()
  let room = MAX_BYTES
  for (const element of elements.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MAX_SHAPES)) {
    const markup = markupOf(element, extent)
    const bytes = encoder.encode(markup).length
    if (bytes > room) continue
    room -= bytes
    drawn.set(element, markup)
  }
  return elements.flatMap((element) => drawn.get(element) ?? [])
}

const encoder = new TextEncoder()
