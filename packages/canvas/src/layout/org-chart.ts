import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Point, Scene, Tone } from '../scene/scene.ts'
import { ARROW_GAP, centerOf } from './border.ts'
import { moveScene } from '../scene/bounds.ts'
import { makeNode } from './node.ts'
import { type Tree, growTrees } from './tree.ts'
import type { Typeface } from './typeface.ts'

const SIBLING_GAP = 28
const LEVEL_GAP = 56
const STACK_GAP = 18
const STACK_INDENT = 32
/** More reports than this, all without reports of their own, are stacked: a row of them would be too wide to read. */
const MAX_ROW = 4

type Person = Tree<Box>

/** Who leads stands above, over the middle of their reports; one colour for each level. */
export function layOutOrgChart(intent: IntentOf<'org_chart'>, typeface: Typeface): Scene {
  const bosses = new Map(intent.people.map((person) => [person.id, person.reports_to]))
  const boxes = intent.people.map((person) => personBox(person, typeface))
  const trees = growTrees(boxes, (box) => bosses.get(box.id)).map((tree) => branch(tree, 0))
  return join(trees, SIBLING_GAP * 2)
}

function personBox(person: IntentOf<'org_chart'>['people'][number], typeface: Typeface): Box {
  const box = makeNode(person.id, person.name, { minWidth: 152, minHeight: 60, maxWidth: 180, typeface })
  if (!person.job) return box
  const job = makeNode(person.id, person.job, { minWidth: 152, minHeight: 60, maxWidth: 180, typeface })
  if (!box.text || !job.text) return box
  // Two lines of one label: the name, and what the person does.
  const text = {
    ...box.text,
    lines: [...box.text.lines, ...job.text.lines],
    original: `${box.text.original}\n${job.text.original}`,
  }
  const lineHeight = (job.height - 24) / job.text.lines.length
  return {
    ...box,
    width: Math.max(box.width, job.width),
    height: Math.ceil(box.height + lineHeight * job.text.lines.length - 12),
    text,
  }
}

const isStack = (tree: Person): boolean =>
  tree.children.length > MAX_ROW && tree.children.every((child) => child.children.length === 0)

/** A part of the chart with its upper left corner at 0, 0, and where the middle of its head is. */
type Part = Scene & { head: Box; width: number; height: number }

function branch(tree: Person, level: number): Part {
  const head: Box = { ...tree.item, tone: toneOf(level) }
  const parts = tree.children.map((child) => branch(child, level + 1))
  return isStack(tree) ? stack(head, parts) : row(head, parts)
}

function row(head: Box, parts: readonly Part[]): Part {
  const joined = join(parts, SIBLING_GAP)
  const heads = parts.map((part) => joined.heads.get(part.head.id) ?? part.head)
  const [first, last] = [heads[0], heads.at(-1)]
  const between = first && last ? (centerOf(first).x + centerOf(last).x) / 2 : head.width / 2
  // Right above a child where one stands nearly below: a line with a bend of two pixels looks like a mistake.
  const middle = heads.map((box) => centerOf(box).x).find((x) => Math.abs(x - between) < 12) ?? between
  const shift = Math.max(0, head.width / 2 - middle)
  const placed = { ...head, x: Math.round(middle + shift - head.width / 2), y: 0 }
  const below = moveScene(joined, shift, head.height + LEVEL_GAP)
  const lines = below.boxes.filter((box) => heads.some(({ id }) => id === box.id)).map((box) => fork(placed, box))
  return {
    head: placed,
    boxes: [placed, ...below.boxes],
    connectors: [...lines, ...below.connectors],
    width: Math.max(placed.x + head.width, joined.width + shift),
    height: head.height + (parts.length > 0 ? LEVEL_GAP + joined.height : 0),
  }
}

/** Parts side by side, and where their heads have come to stand. */
function join(parts: readonly Part[], gap: number): Scene & { heads: Map<string, Box>; width: number; height: number } {
  let x = 0
  const moved = parts.map((part) => {
    const scene = moveScene(part, x, 0)
    x += part.width + gap
    return scene
  })
  const boxes = moved.flatMap((scene) => scene.boxes)
  return {
    boxes,
    connectors: moved.flatMap((scene) => scene.connectors),
    heads: new Map(boxes.map((box) => [box.id, box])),
    width: Math.max(0, x - gap),
    height: Math.max(0, ...parts.map((part) => part.height)),
  }
}

/** Down, across, down; straight where the child stands below. */
function fork(head: Box, child: Box): Connector {
  const [from, to] = [centerOf(head), centerOf(child)]
  const start = { x: Math.abs(from.x - to.x) < 1 ? to.x : from.x, y: head.y + head.height + ARROW_GAP }
  const end = { x: to.x, y: child.y - ARROW_GAP }
  const middle = head.y + head.height + LEVEL_GAP / 2
  const bends =
    start.x === end.x
      ? []
      : [
          { x: start.x, y: middle },
          { x: end.x, y: middle },
        ]
  return line(head, child, [start, ...bends, end])
}

/** Reports below each other, hanging from a line that comes down at the left of their lead. */
function stack(head: Box, parts: readonly Part[]): Part {
  const placed = { ...head, x: 0, y: 0 }
  let y = head.height + LEVEL_GAP / 2
  const boxes = parts.map((part): Box => {
    const box = { ...part.head, x: STACK_INDENT, y }
    y += box.height + STACK_GAP
    return box
  })
  const connectors = boxes.map((box) => {
    const middle = centerOf(box).y
    const spine = STACK_INDENT / 2
    return line(placed, box, [
      { x: spine, y: head.height + ARROW_GAP },
      { x: spine, y: middle },
      { x: box.x - ARROW_GAP, y: middle },
    ])
  })
  const width = Math.max(head.width, ...boxes.map((box) => box.x + box.width))
  return { head: placed, boxes: [placed, ...boxes], connectors, width, height: y - STACK_GAP }
}

const toneOf = (level: number): Tone => (level === 0 ? { tone: 'strong' } : { tone: 'branch', branch: level - 1 })

const line = (from: Box, to: Box, points: Point[]): Connector => ({
  id: `report-${to.id}`,
  from: from.id,
  to: to.id,
  points,
  route: 'elbow',
  startHead: null,
  endHead: null,
  tone: { tone: 'plain' },
})
