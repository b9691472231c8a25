import type { IntentOf } from '../intent/intent.ts'
import type { Box, Connector, Point, Scene, Tone } from '../scene/scene.ts'
import { ARROW_GAP, centerOf, onOutline } from './border.ts'
import { makeNode } from './node.ts'
import { type Tree, growTrees } from './tree.ts'
import { TEXT, type Typeface } from './typeface.ts'

const ROW_GAP = 18
const BRANCH_GAP = 34
const COLUMN_GAP = 72

type Side = 1 | -1
type Branch = Tree<Box>

/** The topic in the middle, main branches right and left of it, each branch in a colour of its own. */
export function layOutMindMap(intent: IntentOf<'mind_map'>, typeface: Typeface): Scene {
  const topic = makeTopic(intent.topic, typeface)
  const parents = new Map(intent.nodes.map((node) => [node.id, node.parent]))
  const depths = depthsOf(parents)
  const boxes = intent.nodes.map((node) => branchNode(node, depths.get(node.id) ?? 0, typeface))
  const branches = growTrees(boxes, (box) => parents.get(box.id))
  const [right, left] = halves(branches)
  const scene: Scene = { boxes: [topic], connectors: [] }
  placeSide({ branches: right, side: 1, firstBranch: 0 }, topic, scene)
  placeSide({ branches: left, side: -1, firstBranch: right.length }, topic, scene)
  return scene
}

function makeTopic(label: string, typeface: Typeface): Box {
  const box = makeNode('topic', label, {
    shape: 'ellipse',
    tone: { tone: 'strong' },
    size: TEXT.heading,
    minWidth: 160,
    minHeight: 72,
    typeface,
  })
  return { ...box, x: -box.width / 2, y: -box.height / 2 }
}

function branchNode(node: { id: string; label: string }, depth: number, typeface: Typeface): Box {
  const size = depth === 0 ? TEXT.body : TEXT.small
  return makeNode(node.id, node.label, {
    size,
    minWidth: 72,
    minHeight: depth === 0 ? 48 : 40,
    maxWidth: 200,
    typeface,
  })
}

function depthsOf(parents: ReadonlyMap<string, string | undefined>): Map<string, number> {
  const depths = new Map<string, number>()
  for (const id of parents.keys()) {
    const walk: string[] = []
    let at: string | undefined = id
    while (at !== undefined && !depths.has(at)) {
      walk.push(at)
      at = parents.get(at)
    }
    let depth = at === undefined ? -1 : (depths.get(at) ?? -1)
    for (const step of walk.toReversed()) depths.set(step, (depth += 1))
  }
  return depths
}

/** In order, the first ones right, so that both sides are about equally high. */
function halves(branches: readonly Branch[]): [Branch[], Branch[]] {
  if (branches.length < 2) return [[...branches], []]
  const heights = branches.map((branch) => heightOf(branch) + BRANCH_GAP)
  const total = heights.reduce((sum, height) => sum + height, 0)
  let [split, best, sum] = [1, Infinity, 0]
  for (const [index, height] of heights.entries()) {
    sum += height
    if (Math.abs(total - 2 * sum) < best) [split, best] = [index + 1, Math.abs(total - 2 * sum)]
  }
  return [branches.slice(0, split), branches.slice(split)]
}

function heightOf(branch: Branch): number {
  const below = branch.children.reduce((sum, child) => sum + heightOf(child) + ROW_GAP, -ROW_GAP)
  return Math.max(branch.item.height, below)
}

type Half = { branches: Branch[]; side: Side; firstBranch: number }

function placeSide({ branches, side, firstBranch }: Half, topic: Box, scene: Scene): void {
  const height = branches.reduce((sum, branch) => sum + heightOf(branch) + BRANCH_GAP, -BRANCH_GAP)
  let y = -height / 2
  for (const [index, branch] of branches.entries()) {
    const tone: Tone = { tone: 'branch', branch: firstBranch + index }
    placeBranch(branch, { parent: topic, side, top: y, tone, startX: side * (topic.width / 2 + COLUMN_GAP) }, scene)
    y += heightOf(branch) + BRANCH_GAP
  }
}

type Slot = { parent: Box; side: Side; top: number; tone: Tone; startX: number }

/** `startX` is the inner edge of the column: the left edge of its boxes on the right side, the right edge on the left. */
function placeBranch(branch: Branch, { parent, side, top, tone, startX }: Slot, scene: Scene): void {
  const height = heightOf(branch)
  const box: Box = {
    ...branch.item,
    tone,
    x: side === 1 ? startX : startX - branch.item.width,
    y: Math.round(top + height / 2 - branch.item.height / 2),
  }
  scene.boxes.push(box)
  scene.connectors.push(branchLine(parent, box, side))
  const childrenHeight = branch.children.reduce((sum, child) => sum + heightOf(child) + ROW_GAP, -ROW_GAP)
  let y = top + (height - childrenHeight) / 2
  const nextX = startX + side * (box.width + COLUMN_GAP)
  for (const child of branch.children) {
    placeBranch(child, { parent: box, side, top: y, tone, startX: nextX }, scene)
    y += heightOf(child) + ROW_GAP
  }
}

/** A soft S from side to side; from the topic it starts where the line to the branch leaves the ellipse. */
function branchLine(parent: Box, box: Box, side: Side): Connector {
  const end: Point = { x: side === 1 ? box.x - ARROW_GAP : box.x + box.width + ARROW_GAP, y: centerOf(box).y }
  const middle = centerOf(parent)
  const start =
    parent.shape === 'ellipse'
      ? onOutline(parent, middle, { x: end.x, y: middle.y + (end.y - middle.y) * 0.6 })
      : { x: middle.x + side * (parent.width / 2 + ARROW_GAP), y: middle.y }
  const [dx, dy] = [end.x - start.x, end.y - start.y]
  const bends = [
    { x: start.x + dx * 0.3, y: start.y + dy * 0.16 },
    { x: start.x + dx * 0.7, y: start.y + dy * 0.84 },
  ]
  return {
    id: `branch-${box.id}`,
    from: parent.id,
    to: box.id,
    points: Math.abs(dy) < 2 ? [start, end] : [start, ...bends, end],
    route: 'curve',
    startHead: null,
    endHead: null,
    tone: box.tone,
  }
}
