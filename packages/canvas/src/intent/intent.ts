import { z } from 'zod'
import { MAX_EDGE_LABEL, MAX_LABEL } from '../limits.ts'
import { cleanLabel } from './label.ts'

// What a drawing says, never where anything stands: a model or the built-in planner gives it, the layout places it.
// Plain for structured output: one level deep, ids are short strings, a parent is named by its id.

export const Id = z.string().trim().min(1).max(64)
/** Longer text is cut, not refused: a model that writes a long label has still drawn the right thing. */
export const Label = z.string().transform((text) => cleanLabel(text, MAX_LABEL))
export const EdgeLabel = z.string().transform((text) => cleanLabel(text, MAX_EDGE_LABEL))

export const COLORS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
  'brown',
  'gray',
  'black',
  'white',
] as const
export const Color = z.enum(COLORS)
export type Color = z.infer<typeof Color>

export const Group = z.object({ id: Id, label: Label })
export const NODE_ROLES = ['start', 'end', 'step', 'decision', 'data', 'document', 'external', 'note'] as const
export const NodeRole = z.enum(NODE_ROLES)
export type NodeRole = z.infer<typeof NodeRole>
export const FlowNode = z.object({ id: Id, label: Label, role: NodeRole.optional(), group: Id.optional() })
export const Edge = z.object({
  from: Id,
  to: Id,
  label: EdgeLabel.optional(),
  line: z.enum(['solid', 'dashed']).optional(),
  direction: z.enum(['forward', 'both', 'none']).optional(),
})

const Title = Label.optional()

export const Flowchart = z.object({
  kind: z.literal('flowchart'),
  title: Title,
  direction: z.enum(['down', 'right']).optional(),
  nodes: z.array(FlowNode),
  edges: z.array(Edge),
  groups: z.array(Group).optional().describe('boxes drawn around the nodes that name them'),
  lanes: z.array(Group).optional().describe('swimlanes; with lanes, the group of a node is its lane'),
})

export const MindMap = z.object({
  kind: z.literal('mind_map'),
  title: Title,
  topic: Label,
  nodes: z.array(z.object({ id: Id, label: Label, parent: Id.optional().describe('none: a main branch') })),
})

export const Timeline = z.object({
  kind: z.literal('timeline'),
  title: Title,
  events: z.array(z.object({ id: Id, when: Label, label: Label, detail: Label.optional() })),
})

export const OrgChart = z.object({
  kind: z.literal('org_chart'),
  title: Title,
  people: z.array(z.object({ id: Id, name: Label, job: Label.optional(), reports_to: Id.optional() })),
})

export const Sequence = z.object({
  kind: z.literal('sequence'),
  title: Title,
  participants: z.array(z.object({ id: Id, label: Label, role: z.enum(['person', 'system']).optional() })),
  messages: z.array(z.object({ from: Id, to: Id, label: EdgeLabel.optional(), reply: z.boolean().optional() })),
})

export const Kanban = z.object({
  kind: z.literal('kanban'),
  title: Title,
  columns: z.array(Group),
  cards: z.array(z.object({ id: Id, column: Id, label: Label })),
})

export const Comparison = z.object({
  kind: z.literal('comparison'),
  title: Title,
  columns: z.array(Label).describe('the heading of each column, the first one included'),
  rows: z.array(z.array(Label)).describe('the cells of each row, the first one names the row'),
})

export const CARDINALITIES = ['one', 'many'] as const
export const EntityDiagram = z.object({
  kind: z.literal('entity_diagram'),
  title: Title,
  entities: z.array(z.object({ id: Id, label: Label })),
  fields: z.array(
    z.object({
      entity: Id,
      name: Label,
      type: Label.optional(),
      key: z.enum(['primary', 'foreign']).optional(),
    }),
  ),
  relations: z.array(
    z.object({
      from: Id,
      to: Id,
      label: EdgeLabel.optional(),
      from_cardinality: z.enum(CARDINALITIES).optional(),
      to_cardinality: z.enum(CARDINALITIES).optional(),
    }),
  ),
})

export const PART_KINDS = [
  'header',
  'navigation',
  'sidebar',
  'hero',
  'search',
  'form',
  'field',
  'button',
  'text',
  'image',
  'list',
  'table',
  'card',
  'chart',
  'tabs',
  'footer',
] as const
export const PartKind = z.enum(PART_KINDS)
export type PartKind = z.infer<typeof PartKind>
export const Wireframe = z.object({
  kind: z.literal('wireframe'),
  title: Title,
  device: z.enum(['desktop', 'phone']).optional(),
  parts: z.array(
    z.object({
      id: Id,
      part: PartKind,
      label: Label.optional(),
      items: z.array(Label).optional().describe('links of a navigation, fields of a form, columns of a table…'),
    }),
  ),
})

export const SHAPES = ['rectangle', 'circle', 'ellipse', 'diamond', 'star', 'heart', 'text'] as const
export const ShapeKind = z.enum(SHAPES)
export type ShapeKind = z.infer<typeof ShapeKind>
export const Shapes = z.object({
  kind: z.literal('shapes'),
  title: Title,
  shapes: z.array(
    z.object({
      id: Id,
      shape: ShapeKind,
      label: Label.optional(),
      color: Color.optional(),
      size: z.enum(['small', 'medium', 'large']).optional(),
    }),
  ),
  connections: z.array(Edge.extend({ head: z.enum(['arrow', 'line']).optional() })).optional(),
  strokes: z
    .array(z.object({ id: Id, stroke: z.enum(['arrow', 'line']), color: Color.optional() }))
    .optional()
    .describe('arrows and lines that connect nothing'),
})

export const ConceptMap = z.object({
  kind: z.literal('concept_map'),
  title: Title,
  concepts: z.array(z.object({ id: Id, label: Label, main: z.boolean().optional() })),
  links: z.array(Edge),
})

export const Intent = z.discriminatedUnion('kind', [
  Flowchart,
  MindMap,
  Timeline,
  OrgChart,
  Sequence,
  Kanban,
  Comparison,
  EntityDiagram,
  Wireframe,
  Shapes,
  ConceptMap,
])
export type Intent = z.infer<typeof Intent>
export type IntentKind = Intent['kind']
export type IntentOf<Kind extends IntentKind> = Extract<Intent, { kind: Kind }>
export type Edge = z.infer<typeof Edge>
