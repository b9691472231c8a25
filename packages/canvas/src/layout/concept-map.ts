import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Scene, Tone } from '../scene/scene.ts'
import { straight } from './border.ts'
import { labelBox } from './edge-label.ts'
import { layOutGraph } from './graph.ts'
import type { GraphEdge } from './graph-input.ts'
import { mergeEdges } from './merge-edges.ts'
import { makeNode } from './node.ts'
import { TEXT, type Typeface } from './typeface.ts'

type Intent = IntentOf<'concept_map'>

/** One concept to which all others are linked stands in the middle of them; any other map is laid out in layers. */
export async function layOutConceptMap(intent: Intent, typeface: Typeface): Promise<Scene> {
  const edges = mergeEdges(intent.links)
  const degree = new Map<string, number>()
  for (const { from, to } of edges) for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const nodes = intent.concepts.map((concept, index) => conceptBox(concept, index, typeface))
  const hub = nodes.find((node) => degree.get(node.id) === edges.length)
  if (hub && isStar(edges, hub.id, nodes.length)) return around(hub, { nodes, edges, typeface })
  return layOutGraph({ nodes, edges, direction: 'DOWN', typeface })
}

function conceptBox(concept: Intent['concepts'][number], index: number, typeface: Typeface): Box {
  const tone: Tone = concept.main ? { tone: 'strong' } : { tone: 'branch', branch: index }
  const size = concept.main ? TEXT.heading : TEXT.body
  return makeNode(concept.id, concept.label, {
    shape: concept.main ? 'ellipse' : 'rectangle',
    tone,
    size,
    maxWidth: 150,
    typeface,
  })
}

/** Up to twelve on the ring: beyond it, the ring is mostly empty middle. */
const isStar = (edges: readonly GraphEdge[], hub: string, nodes: number): boolean =>
  nodes >= 4 &&
  nodes <= 13 &&
  edges.length === nodes - 1 &&
  edges.every(({ from, to }) => from !== to && (from === hub || to === hub))

type Ring = { nodes: readonly Box[]; edges: readonly GraphEdge[]; typeface: Typeface }

function around(hub: Box, { nodes, edges, typeface }: Ring): Scene {
  const others = nodes.filter((node) => node.id !== hub.id)
  const widest = Math.max(...others.map((node) => node.width))
  const highest = Math.max(...others.map((node) => node.height))
  const labels = edges.map((edge) => (edge.label ? labelBox(edge.label, typeface, 110) : undefined))
  const labelRoom = Math.max(0, ...labels.map((label) => label?.width ?? 0))
  const radii = ringFor(others.length, { widest, highest, hub, labelRoom })
  const center = { ...hub, x: -hub.width / 2, y: -hub.height / 2 }
  const placed = new Map([[hub.id, center]])
  for (const [index, node] of others.entries()) {
    const angle = -Math.PI / 2 + (index * 2 * Math.PI) / others.length
    const [x, y] = [radii.x * Math.cos(angle) - node.width / 2, radii.y * Math.sin(angle) - node.height / 2]
    placed.set(node.id, { ...node, x: Math.round(x), y: Math.round(y) })
  }
  const connectors = edges.flatMap((edge, index): Connector[] => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
    if (!from || !to) return []
    const points = straight(from, to)
    const [a, b] = [points[0] ?? from, points[1] ?? to]
    const center = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
    const label = labels[index]
    return [
      {
        id: `link-${index}`,
        from: edge.from,
        to: edge.to,
        points,
        route: 'straight',
        startHead: edge.startHead ?? null,
        endHead: edge.endHead === undefined ? 'arrow' : edge.endHead,
        tone: { tone: 'plain' },
        ...(edge.dashed && { dashed: true }),
        ...(label && { label: { lines: label.lines, original: edge.label ?? '', fontSize: TEXT.small, center } }),
      },
    ]
  })
  return { boxes: [...placed.values()], connectors }
}

type RingSize = { widest: number; highest: number; hub: Box; labelRoom: number }

/** The smallest ellipse on which neighbours keep 28 px, with room for an arrow and its label to the hub. */
function ringFor(count: number, { widest, highest, hub, labelRoom }: RingSize): { x: number; y: number } {
  const base = {
    x: (hub.width + widest) / 2 + Math.max(72, labelRoom + 48),
    y: (hub.height + highest) / 2 + (labelRoom > 0 ? 104 : 72),
  }
  for (let scale = 1; ; scale *= 1.06) {
    const radii = { x: base.x * scale, y: base.y * scale }
    const places = Array.from({ length: count }, (_, index) => -Math.PI / 2 + (index * 2 * Math.PI) / count)
    const apart = places.every((angle, index) => {
      const next = places[(index + 1) % count] ?? 0
      const dx = Math.abs(radii.x * (Math.cos(angle) - Math.cos(next)))
      const dy = Math.abs(radii.y * (Math.sin(angle) - Math.sin(next)))
      return dx >= widest + 28 || dy >= highest + 28
    })
    if (apart) return radii
  }
}
