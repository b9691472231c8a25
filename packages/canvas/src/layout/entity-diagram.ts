import type { IntentOf } from '../intent/intent.ts'
import type { ArrowHead, Box, Rect, Scene } from '../scene/scene.ts'
import { layOutGraph } from './graph.ts'
import { type SetText, TEXT, type Typeface, setText } from './typeface.ts'

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
type Row = { name: SetText; type: SetText; height: number }

function makeTable(entity: Intent['entities'][number], fields: readonly Field[], { index, typeface }: Made): Table {
  const heading = setText(entity.label, typeface, { maxWidth: 260 })
  const rows = fields.map((field) => setRow(field, typeface))
  const needed = rows.map(({ name, type }) => name.width + type.width + PADDING + 16)
  const width = Math.ceil(Math.max(160, heading.width + PADDING, ...needed) / 4) * 4
  const headHeight = Math.max(HEAD, Math.ceil(heading.height + 20))
  const tone = { tone: 'branch' as const, branch: index }
  const shared = { parent: entity.id, group: `entity-${entity.id}` }
  const head: Box = {
    ...cell(`${entity.id}.heading`, { x: 0, y: 0, width, height: headHeight }, heading),
    tone,
    ...shared,
  }
  const parts = [head]
  let y = headHeight
  for (const [at, row] of rows.entries()) {
    parts.push(...rowBoxes(`${entity.id}.${at}`, row, { y, width }).map((box) => ({ ...shared, ...box })))
    y += row.height
  }
  const frame = cell(entity.id, { x: 0, y: 0, width, height: y })
  return { box: { ...frame, container: true, tone, group: shared.group }, parts }
}

function setRow(field: Field, typeface: Typeface): Row {
  const name = setText(field.name, typeface, { size: TEXT.small, maxWidth: 200, align: 'left' })
  const type = setText(typeOf(field), typeface, { size: TEXT.small, maxWidth: 160, align: 'right' })
  return { name, type, height: Math.ceil(Math.max(ROW, name.height + 12, type.height + 12)) }
}

/** The name in a cell at the left, the type as a text of its own at the right. */
function rowBoxes(id: string, { name, type, height }: Row, { y, width }: { y: number; width: number }): Box[] {
  const row = cell(id, { x: 0, y, width, height }, name)
  if (!type.text) return [row]
  const at = { x: width - type.width - 10, y: y + (height - type.height) / 2, width: type.width, height: type.height }
  const text = { ...type.text, muted: true }
  return [row, { id: `${id}.type`, shape: 'text', tone: { tone: 'bare' }, ...at, parent: id, text }]
}

function cell(id: string, rect: Rect, label?: SetText): Box {
  return {
    id,
    shape: 'rectangle',
    sharp: true,
    tone: { tone: 'plain' },
    ...rect,
    ...(label?.text && { text: label.text }),
  }
}

const typeOf = ({ type, key }: Field): string =>
  [type, key === 'primary' ? 'PK' : key === 'foreign' ? 'FK' : ''].filter(Boolean).join(' ')
