import type { IntentOf, ShapeKind } from '../intent/intent.ts'
import type { Box, BoxShape, Scene, Tone } from '../scene/scene.ts'
import { layOutGraph } from './graph.ts'
import { mergeEdges } from './merge-edges.ts'
import { makeNode } from './node.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

const SIZE = { small: 84, medium: 132, large: 200 } as const
const GAP = 48
const ROW_WIDTH = 1100

type Intent = IntentOf<'shapes'>
type Shape = Intent['shapes'][number]

/** Shapes in rows, in the order in which they are named; connected ones as a graph. */
export async function layOutShapes(intent: Intent, typeface: Typeface): Promise<Scene> {
  const strokes = (intent.strokes ?? []).map(strokeBox)
  const connections = intent.connections ?? []
  const nodes = intent.shapes.map((shape) => holderOf(shape, typeface))
  const graph =
    connections.length === 0
      ? { boxes: inRows([...nodes, ...strokes]), connectors: [] }
      : await layOutGraph({
          nodes,
          edges: mergeEdges(connections).map((edge, at) => ({ ...edge, ...headOf(connections[at]) })),
          direction: 'RIGHT',
          typeface,
        })
  const bottom = Math.max(0, ...graph.boxes.map((box) => box.y + box.height))
  const below = connections.length === 0 ? [] : inRows(strokes).map((box) => ({ ...box, y: box.y + bottom + GAP }))
  const boxes = [...graph.boxes, ...below]
  return { boxes: boxes.flatMap((box) => withOutline(box, intent.shapes)), connectors: graph.connectors }
}

const headOf = (connection: { head?: 'arrow' | 'line' | undefined } | undefined) =>
  connection?.head === 'line' ? { endHead: null } : {}

const SHAPE: Record<ShapeKind, BoxShape> = {
  rectangle: 'rectangle',
  circle: 'ellipse',
  ellipse: 'ellipse',
  diamond: 'diamond',
  // Excalidraw binds neither text nor arrows to a polygon: an ellipse without colour, in the polygon, holds both.
  star: 'ellipse',
  heart: 'ellipse',
  text: 'text',
}

function holderOf(shape: Shape, typeface: Typeface): Box {
  const size = SIZE[shape.size ?? 'medium']
  const tone: Tone = shape.color ? { tone: 'color', color: shape.color } : { tone: 'accent' }
  if (shape.shape === 'text') return textBox(shape, { tone, typeface })
  const polygon = shape.shape === 'star' || shape.shape === 'heart'
  const wide = shape.shape === 'rectangle' || shape.shape === 'ellipse' ? 1.4 : 1
  const box = makeNode(shape.id, shape.label ?? '', {
    shape: SHAPE[shape.shape],
    tone: polygon ? { tone: 'bare' } : tone,
    maxWidth: polygon ? 100 : 180,
    minWidth: size * wide,
    minHeight: size,
    typeface,
  })
  const side = Math.max(box.width, box.height)
  // A star is mostly spikes: what is written in it needs about twice the room.
  const grown = polygon && box.text ? Math.max(size, Math.ceil(side * (shape.shape === 'star' ? 1.7 : 1.25))) : side
  if (polygon || shape.shape === 'circle') return { ...box, width: grown, height: grown }
  return box
}

function textBox(shape: Shape, { tone, typeface }: { tone: Tone; typeface: Typeface }): Box {
  const size = shape.size === 'large' ? TEXT.title : shape.size === 'small' ? TEXT.body : TEXT.heading
  const { text, width, height } = setText(shape.label || 'Text', typeface, { size, maxWidth: 320 })
  return {
    id: shape.id,
    shape: 'text',
    x: 0,
    y: 0,
    width,
    height,
    tone: shape.color ? tone : { tone: 'bare' },
    ...(text && { text }),
  }
}

function withOutline(box: Box, shapes: readonly Shape[]): Box[] {
  const shape = shapes.find(({ id }) => id === box.id)
  if (shape?.shape !== 'star' && shape?.shape !== 'heart') return [box]
  const tone: Tone = shape.color ? { tone: 'color', color: shape.color } : { tone: 'accent' }
  const { text: _, ...bare } = box
  const outline: Box = { ...bare, id: `${box.id}.outline`, shape: shape.shape, tone, group: box.id }
  return [outline, { ...box, parent: outline.id, group: box.id }]
}

function strokeBox({ id, stroke, color }: NonNullable<Intent['strokes']>[number]): Box {
  const tone: Tone = color ? { tone: 'color', color } : { tone: 'plain' }
  return { id, shape: stroke, x: 0, y: 0, width: 160, height: 0, tone }
}

/** From left to right, middle on middle, a new row where the width is used up. */
function inRows(boxes: readonly Box[]): Box[] {
  const rows: Box[][] = [[]]
  let used = 0
  for (const box of boxes) {
    if (used > 0 && used + box.width > ROW_WIDTH) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(box)
    used += box.width + GAP
  }
  let y = 0
  return rows.flatMap((row) => {
    const height = Math.max(24, ...row.map((box) => box.height))
    let x = 0
    const placed = row.map((box) => {
      const at = { ...box, x, y: Math.round(y + (height - box.height) / 2) }
      x += box.width + GAP
      return at
    })
    y += height + GAP
    return placed
  })
}
