import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Point, Scene, Tone } from '../scene/scene.ts'
import { ARROW_GAP, centerOf } from './border.ts'
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

/** Who leads stands above, in the middle of their reports; one colour for each level. */
export function layOutOrgChart(intent: IntentOf<'org_chart'>, typeface: Typeface): Scene {
  const bosses = new Map(intent.people.map((person) => [person.id, person.reports_to]))
  const boxes = intent.people.map((person) => personBox(person, typeface))
  const trees = growTrees(boxes, (box) => bosses.get(box.id))
  const scene: Scene = { boxes: [], connectors: [] }
  let x = 0
  for (const tree of trees) {
    place(tree, { x, y: 0, level: 0 }, scene)
    x += widthOf(tree) + SIBLING_GAP * 2
  }
  return scene
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

function widthOf(tree: Person): number {
  const widths = tree.children.map(widthOf)
  if (isStack(tree)) return Math.max(tree.item.width, STACK_INDENT + Math.max(...widths))
  const row = widths.reduce((sum, width) => sum + width + SIBLING_GAP, -SIBLING_GAP)
  return Math.max(tree.item.width, row)
}

function place(tree: Person, at: { x: number; y: number; level: number }, scene: Scene): Box {
  const width = widthOf(tree)
  const stacked = isStack(tree)
  const box: Box = {
    ...tree.item,
    tone: toneOf(at.level),
    x: Math.round(stacked ? at.x : at.x + (width - tree.item.width) / 2),
    y: at.y,
  }
  scene.boxes.push(box)
  if (stacked) placeStack(tree, box, { ...at, scene })
  else placeRow(tree, box, { ...at, width, scene })
  return box
}

function placeRow(
  tree: Person,
  box: Box,
  { x, level, width, scene }: { x: number; level: number; width: number; scene: Scene },
) {
  const row = tree.children.reduce((sum, child) => sum + widthOf(child) + SIBLING_GAP, -SIBLING_GAP)
  let left = x + (width - row) / 2
  const top = box.y + box.height + LEVEL_GAP
  for (const child of tree.children) {
    const placed = place(child, { x: left, y: top, level: level + 1 }, scene)
    const [from, to] = [centerOf(box), centerOf(placed)]
    const start = { x: from.x, y: box.y + box.height + ARROW_GAP }
    const end = { x: to.x, y: placed.y - ARROW_GAP }
    const middle = box.y + box.height + LEVEL_GAP / 2
    const bends =
      Math.abs(start.x - end.x) < 1
        ? []
        : [
            { x: start.x, y: middle },
            { x: end.x, y: middle },
          ]
    scene.connectors.push(line(box, placed, [start, ...bends, end]))
    left += widthOf(child) + SIBLING_GAP
  }
}

function placeStack(tree: Person, box: Box, { level, scene }: { level: number; scene: Scene }): void {
  let y = box.y + box.height + LEVEL_GAP / 2
  const spine = box.x + STACK_INDENT / 2
  for (const child of tree.children) {
    const placed: Box = { ...child.item, tone: toneOf(level + 1), x: box.x + STACK_INDENT, y }
    scene.boxes.push(placed)
    const middle = centerOf(placed).y
    const points = [
      { x: spine, y: box.y + box.height + ARROW_GAP },
      { x: spine, y: middle },
      { x: placed.x - ARROW_GAP, y: middle },
    ]
    scene.connectors.push(line(box, placed, points))
    y += placed.height + STACK_GAP
  }
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
