import type { IntentOf } from '../intent/intent.ts'
import type { ArrowHead, Box, Scene } from '../scene/scene.ts'
import { layOutGraph } from './graph.ts'
import { TEXT, type Typeface, setText } from './typeface.ts'

type Intent = IntentOf<'entity_diagram'>
type Field = Intent['fields'][number]
type Table = { box: Box; parts: Box[] }

const ROW = 32
const HEAD = 44
const PADDING = 34

/** Tables with a heading and a row for each field; crow's feet say how many. */
export async function layOutEntityDiagram(intent: Intent, typeface: Typeface): Promise<Scene> {
  const tables = intent.entities.map((entity, index) =>
    makeTable(
      entity,
      intent.fields.filter((field) => field.entity === entity.id),
      { index, typeface },
    ),
  )
  const scene = await layOutGraph({
    nodes: tables.map((table) => table.box),
    edges: intent.relations.map((relation) => ({
      from: relation.from,
      to: relation.to,
      ...(relation.label && { label: relation.label }),
      startHead: headOf(relation.from_cardinality),
      endHead: headOf(relation.to_cardinality ?? 'many'),
    })),
    direction: 'RIGHT',
    layerGap: 84,
    nodeGap: 56,
    typeface,
  })
  const parts = tables.flatMap(({ box, parts }) => {
    const placed = scene.boxes.find(({ id }) => id === box.id) ?? box
    return parts.map((part) => ({ ...part, x: part.x + placed.x, y: part.y + placed.y }))
  })
  return { boxes: [...scene.boxes, ...parts], connectors: scene.connectors }
}

const headOf = (cardinality: 'one' | 'many' | undefined): ArrowHead =>
  cardinality === 'many' ? 'crowfoot_many' : 'crowfoot_one'

type Made = { index: number; typeface: Typeface }

function makeTable(entity: Intent['entities'][number], fields: readonly Field[], { index, typeface }: Made): Table {
  const heading = setText(entity.label, typeface, { maxWidth: 260 })
  const names = fields.map((field) => setText(field.name, typeface, { size: TEXT.small, maxWidth: 200, align: 'left' }))
  const types = fields.map((field) =>
    setText(typeOf(field), typeface, { size: TEXT.small, maxWidth: 160, align: 'right' }),
  )
  const rowWidths = names.map((name, row) => name.width + (types[row]?.width ?? 0) + PADDING + 16)
  const width = Math.ceil(Math.max(160, heading.width + PADDING, ...rowWidths) / 4) * 4
  const headHeight = Math.max(HEAD, Math.ceil(heading.height + 20))
  const shared = { parent: entity.id, group: `entity-${entity.id}` }
  const parts: Box[] = [
    {
      id: `${entity.id}.heading`,
      shape: 'rectangle',
      sharp: true,
      tone: { tone: 'branch', branch: index },
      x: 0,
      y: 0,
      width,
      height: headHeight,
      ...shared,
      ...(heading.text && { text: heading.text }),
    },
  ]
  let y = headHeight
  for (const [row] of fields.entries()) {
    const [name, type] = [names[row], types[row]]
    const height = Math.ceil(Math.max(ROW, (name?.height ?? 0) + 12, (type?.height ?? 0) + 12))
    const id = `${entity.id}.${row}`
    const rect = { x: 0, y, width, height }
    parts.push({
      id,
      shape: 'rectangle',
      sharp: true,
      tone: { tone: 'plain' },
      ...rect,
      ...shared,
      ...(name?.text && { text: name.text }),
    })
    if (type?.text) {
      const at = {
        x: width - type.width - 10,
        y: y + (height - type.height) / 2,
        width: type.width,
        height: type.height,
      }
      parts.push({
        id: `${id}.type`,
        shape: 'text',
        tone: { tone: 'bare' },
        ...at,
        ...shared,
        parent: id,
        text: { ...type.text, muted: true },
      })
    }
    y += height
  }
  const tone = { tone: 'branch' as const, branch: index }
  return {
    box: {
      id: entity.id,
      shape: 'rectangle',
      sharp: true,
      container: true,
      x: 0,
      y: 0,
      width,
      height: y,
      tone,
      group: shared.group,
    },
    parts,
  }
}

const typeOf = ({ type, key }: Field): string =>
  [type, key === 'primary' ? 'PK' : key === 'foreign' ? 'FK' : ''].filter(Boolean).join(' ')
