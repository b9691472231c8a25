/** An element of Excalidraw, of whatever origin: nothing in it is trusted. */
export type PreviewElement = {
  type: string
  x: number
  y: number
  width: number
  height: number
  [property: string]: unknown
}

const MAX_LINES = 4
const MAX_LINE_CHARS = 40
/** A stroke of a hand has hundreds of points; a thumbnail shows no more than this many. */
const MAX_POINTS = 32

/** The SVG of one element, in a drawing that is `extent` wide or high; '' for what is not drawn. */
export function markupOf(raw: PreviewElement, extent: number): string {
  const element = upright(raw)
  const shape = element.type === 'text' ? text(element, extent) : shapeOf(element)
  const angle = number(element['angle'], 0) % (2 * Math.PI)
  if (angle === 0 || shape === '') return shape
  const [cx, cy] = [element.x + element.width / 2, element.y + element.height / 2]
  return `<g transform="rotate(${round((angle * 180) / Math.PI)} ${round(cx)} ${round(cy)})">${shape}</g>`
}

/** With a width and a height that are not negative. */
function upright(element: PreviewElement): PreviewElement {
  const { x, y, width, height } = element
  if (isLinear(element) || (width >= 0 && height >= 0)) return element
  const [left, top] = [Math.min(x, x + width), Math.min(y, y + height)]
  return { ...element, x: left, y: top, width: Math.abs(width), height: Math.abs(height) }
}

function shapeOf(element: PreviewElement): string {
  const { type, x, y, width: w, height: h } = element
  const paint = paintOf(element)
  switch (type) {
    case 'rectangle':
    case 'frame':
    case 'magicframe': {
      const corner = element['roundness'] ? ` rx="${round(Math.min(16, w / 4, h / 4))}"` : ''
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}"${corner}${paint}/>`
    }
    case 'image':
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="#e9ecef" stroke="#adb5bd"/>`
    case 'ellipse': {
      const [rx, ry] = [w / 2, h / 2]
      return `<ellipse cx="${round(x + rx)}" cy="${round(y + ry)}" rx="${round(rx)}" ry="${round(ry)}"${paint}/>`
    }
    case 'diamond':
      return polygon(
        [
          [w / 2, 0],
          [w, h / 2],
          [w / 2, h],
          [0, h / 2],
        ].map(([px = 0, py = 0]) => [x + px, y + py]),
        paint,
      )
    case 'line':
    case 'arrow':
    case 'freedraw':
      return linear(element, paint)
    default:
      return ''
  }
}

function linear(element: PreviewElement, paint: string): string {
  const points = thinned(pointsOf(element)).map(([x, y]): [number, number] => [element.x + x, element.y + y])
  if (points.length < 2) return ''
  const [[fx, fy] = [0, 0]] = points
  const [lx, ly] = points.at(-1) ?? [0, 0]
  const isClosed = element.type === 'line' && Math.abs(fx - lx) < 1 && Math.abs(fy - ly) < 1
  if (isClosed) return polygon(points, paint)
  const line = `<polyline points="${listed(points)}"${strokeOf(element)} fill="none"/>`
  return element.type === 'arrow' && element['endArrowhead'] !== null ? line + head(points, element) : line
}

/** A filled triangle at the end, in the direction of the last part. */
function head(points: [number, number][], element: PreviewElement): string {
  const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = points.slice(-2)
  const length = Math.hypot(bx - ax, by - ay) || 1
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length]
  const size = 10
  const [mx, my] = [bx - ux * size, by - uy * size]
  const wings: [number, number][] = [
    [bx, by],
    [mx - (uy * size) / 2, my + (ux * size) / 2],
    [mx + (uy * size) / 2, my - (ux * size) / 2],
  ]
  return `<polygon points="${listed(wings)}" fill="${color(element['strokeColor'], '#1e1e1e')}"/>`
}

/** Below this share of the drawing, letters are specks in a thumbnail: a bar says the same. */
const LEGIBLE = 1 / 60

function text(element: PreviewElement, extent: number): string {
  const value = element['text']
  if (typeof value !== 'string') return ''
  const fill = color(element['strokeColor'], '#1e1e1e')
  const { x, y, width, height } = element
  if (number(element['fontSize'], 16) < extent * LEGIBLE) {
    const bar = `x="${round(x)}" y="${round(y + height / 4)}" width="${round(width)}" height="${round(height / 2)}"`
    return `<rect ${bar} rx="2" fill="${fill}" opacity="0.35"/>`
  }
  const size = Math.min(Math.max(number(element['fontSize'], 16), 4), 200)
  const anchor = { center: 'middle', right: 'end' }[String(element['textAlign'])] ?? 'start'
  const at = { start: 0, middle: element.width / 2, end: element.width }[anchor] ?? 0
  const lines = value.slice(0, 1_000).split('\n', MAX_LINES)
  const spans = lines.map((line, row) => {
    const y = round(element.y + size * (1 + row * 1.25) - size * 0.1)
    return `<tspan x="${round(element.x + at)}" y="${y}">${escaped(line.slice(0, MAX_LINE_CHARS))}</tspan>`
  })
  const look = `font-family="sans-serif" font-size="${round(size)}" text-anchor="${anchor}"`
  return `<text ${look} fill="${fill}">${spans.join('')}</text>`
}

function polygon(points: number[][], paint: string): string {
  return `<polygon points="${listed(points)}"${paint}/>`
}

function paintOf(element: PreviewElement): string {
  return ` fill="${color(element['backgroundColor'], 'none')}"${strokeOf(element)}`
}

function strokeOf(element: PreviewElement): string {
  const width = Math.min(Math.max(number(element['strokeWidth'], 1), 0.5), 8)
  const dashed = element['strokeStyle'] === 'dashed' || element['strokeStyle'] === 'dotted'
  const stroke = color(element['strokeColor'], '#1e1e1e')
  return ` stroke="${stroke}" stroke-width="${round(width)}"${dashed ? ' stroke-dasharray="6 6"' : ''}`
}

/** Nothing but a colour comes through: an attribute could otherwise be left, or lead somewhere (`url(…)`). */
function color(value: unknown, otherwise: string): string {
  if (typeof value !== 'string') return otherwise
  if (value === 'transparent') return 'none'
  return /^(#[0-9a-f]{3,8}|[a-z]{3,20})$/i.test(value) ? value : otherwise
}

function isLinear({ type }: PreviewElement): boolean {
  return type === 'line' || type === 'arrow' || type === 'freedraw'
}

/** Visits the points of a line, from the element's own `x` and `y`, and counts them. Strokes have thousands: nothing is made of each. */
export function visitPoints(element: PreviewElement, visit: (x: number, y: number) => void): number {
  const { points } = element
  if (!isLinear(element) || !Array.isArray(points)) return 0
  let count = 0
  for (const point of points) {
    if (!Array.isArray(point) || !Number.isFinite(point[0]) || !Number.isFinite(point[1])) continue
    visit(Number(point[0]), Number(point[1]))
    count += 1
  }
  return count
}

function pointsOf(element: PreviewElement): [number, number][] {
  const points: [number, number][] = []
  visitPoints(element, (x, y) => points.push([x, y]))
  return points
}

function thinned(points: [number, number][]): [number, number][] {
  if (points.length <= MAX_POINTS) return points
  const step = (points.length - 1) / (MAX_POINTS - 1)
  return Array.from({ length: MAX_POINTS }, (_, at) => points[Math.round(at * step)] ?? [0, 0])
}

function listed(points: number[][]): string {
  return points.map(([x = 0, y = 0]) => `${round(x)},${round(y)}`).join(' ')
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

/** No drawing reaches farther. */
const FAR = 1e8

const round = (value: number): number => Math.round(Math.min(Math.max(value, -FAR), FAR) * 10) / 10

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** As XML takes it: control characters are none. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}
