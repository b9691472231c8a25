import type { Box, Scene } from '../scene/scene.ts'
import type { Graph } from './graph-input.ts'
import { layOutLanes } from './lanes.ts'
import { ranksOf } from './ranks.ts'

/**
 * Layers that arrows pass without ending there, all arrows together. ELK puts a node of its own into each, and its time
 * grows with more than their square: 100 nodes with 200 connections at random took 188 s, with 150 passed layers about 1 s.
 */
const MAX_PASSED = 150

/** Whether ELK would take too long: connections at random, not a flow with some ways back. */
export function isTangled({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): boolean {
  const ranks = ranksOf(
    nodes.map((node) => node.id),
    edges,
  )
  const passed = edges.map(({ from, to }) => Math.abs((ranks.get(to) ?? 0) - (ranks.get(from) ?? 0)) - 1)
  return passed.reduce((sum, layers) => sum + Math.max(0, layers), 0) > MAX_PASSED
}

const REST = 'tangled-rest'

/** Columns and bands, in linear time: the groups are lanes, and what is in no group has a band that is not drawn. */
export function layOutTangled({ nodes, edges, groups = [], typeface }: Graph): Scene {
  const known = new Set(groups.map((group) => group.id))
  const inLane = (box: Box): Box => ({
    ...box,
    parent: box.parent !== undefined && known.has(box.parent) ? box.parent : REST,
  })
  const used = groups.filter((group) => nodes.some((node) => node.parent === group.id))
  const lanes = [...used, { id: REST, label: '' }]
  const scene = layOutLanes({ nodes: nodes.map(inLane), edges, lanes, typeface })
  const boxes = scene.boxes.filter(({ id }) => id !== REST && id !== `${REST}.name`)
  return { boxes: boxes.map((box) => (box.parent === REST ? withoutParent(box) : box)), connectors: scene.connectors }
}

function withoutParent(box: Box): Box {
  const free = { ...box }
  delete free.parent
  return free
}
