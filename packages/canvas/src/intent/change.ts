import { z } from 'zod'
import { Color, EdgeLabel, Id, Intent, Label, NodeRole, ShapeKind } from './intent.ts'

// What shall be different in a drawing that is there. Ids are those of its elements (`describeDrawing`), or ids that an
// `add` of the same change gives. What no operation names stays as it is, to the last property.

/** Excalidraw's ids are longer than the ids of an intent. */
const ElementId = z.string().trim().min(1).max(128)

export const AddNode = z.object({
  op: z.literal('add'),
  id: Id.describe('a new id, for the connections of this change'),
  label: Label,
  role: NodeRole.optional(),
  shape: ShapeKind.optional(),
  color: Color.optional(),
  after: ElementId.optional().describe('the shape that it follows: placed beside it and connected from it'),
  before: ElementId.optional().describe('with `after`: it is put between the two'),
  near: ElementId.optional().describe('placed beside it, not connected'),
})
export const Connect = z.object({
  op: z.literal('connect'),
  from: ElementId,
  to: ElementId,
  label: EdgeLabel.optional(),
  line: z.enum(['solid', 'dashed']).optional(),
})
export const EditElement = z.object({
  op: z.literal('edit'),
  id: ElementId,
  label: Label.optional(),
  color: Color.optional(),
  scale: z.number().min(0.25).max(4).optional(),
  shape: z.enum(['rectangle', 'ellipse', 'diamond']).optional(),
  line: z.enum(['solid', 'dashed']).optional(),
})
export const Restyle = z.object({
  op: z.literal('restyle'),
  ids: z.array(ElementId).optional().describe('none: the whole drawing'),
  style: z.enum(['modern', 'corporate', 'creative', 'minimal']).optional(),
  color_scheme: z.enum(['pastel', 'vibrant', 'monochrome', 'default']).optional(),
})
export const Delete = z.object({ op: z.literal('delete'), ids: z.array(ElementId) })
/** A whole drawing more, placed beside what is there. */
export const DrawMore = z.object({ op: z.literal('draw'), drawing: Intent })

export const Operation = z.discriminatedUnion('op', [AddNode, Connect, EditElement, Restyle, Delete, DrawMore])
export const ChangeIntent = z.object({ operations: z.array(Operation) })
export type Operation = z.infer<typeof Operation>
export type ChangeIntent = z.infer<typeof ChangeIntent>
export type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>
