import type { Box } from '../scene/scene.ts'
import type { ArrowElement, LineElement } from './element.ts'
import type { baseOf } from './base.ts'

type Common = Omit<ReturnType<typeof baseOf>, 'fillStyle' | 'strokeStyle'> &
  Pick<LineElement, 'fillStyle' | 'strokeStyle'>

/** Stars and hearts are closed lines, Excalidraw has no shape for them; lines and arrows that connect nothing are themselves. */
export function outline(box: Box, common: Common, rounded: boolean): LineElement | ArrowElement {
  const linear = {
    ...common,
    lastCommittedPoint: null,
    startBinding: null,
    endBinding: null,
    startArrowhead: null,
    endArrowhead: null,
  }
  if (box.shape === 'star' || box.shape === 'heart') {
    const corners = box.shape === 'star' ? star() : heart()
    const [x, y] = corners[0] ?? [0, 0]
    const at = { x: round(box.x + x * box.width), y: round(box.y + y * box.height) }
    return { ...linear, ...at, type: 'line', points: scaled(corners, box) }
  }
  const points: [number, number][] = [
    [0, 0],
    [box.width, box.height],
  ]
  const stroke = { ...linear, backgroundColor: 'transparent', points, roundness: rounded ? { type: 2 as const } : null }
  if (box.shape === 'line') return { ...stroke, type: 'line' }
  const elbow = { elbowed: false, fixedSegments: null, startIsSpecial: null, endIsSpecial: null }
  return { ...stroke, type: 'arrow', endArrowhead: 'arrow', ...elbow }
}

/** Points in 0..1, moved so that the first is the origin: Excalidraw's linear elements start at their own x and y. */
function scaled(points: [number, number][], box: Box): [number, number][] {
  const [first] = points
  return points.map(([x, y]) => [
    round((x - (first?.[0] ?? 0)) * box.width),
    round((y - (first?.[1] ?? 0)) * box.height),
  ])
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Five spikes; the inner radius of a pentagram, a little fuller so that a word fits in it. */
function star(): [number, number][] {
  const raw = Array.from({ length: 11 }, (_, index): [number, number] => {
    const radius = index % 2 === 0 ? 1 : 0.46
    const angle = -Math.PI / 2 + (index * Math.PI) / 5
    return [Math.cos(angle) * radius, Math.sin(angle) * radius]
  })
  return normalized(raw)
}

/** The curve x = 16 sin³ t, y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t, at 60 places. */
function heart(): [number, number][] {
  const raw = Array.from({ length: 61 }, (_, index): [number, number] => {
    const t = (index * 2 * Math.PI) / 60
    return [16 * Math.sin(t) ** 3, -(13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t))]
  })
  return normalized(raw)
}

function normalized(points: [number, number][]): [number, number][] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  return points.map(([x, y]) => [(x - left) / width, (y - top) / height])
}
