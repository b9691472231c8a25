import { z } from 'zod'
import { Drawing, DrawingElement, DrawingFiles, ElementId, ExcalidrawFile } from './drawing.ts'
import { Id, Timestamp, text, wellFormedText } from './wire.ts'

export const MAX_INSTRUCTIONS_CHARS = 4_000

export const CanvasStyle = z.enum(['modern', 'corporate', 'creative', 'minimal'])
export type CanvasStyle = z.infer<typeof CanvasStyle>

export const ColorScheme = z.enum(['pastel', 'vibrant', 'monochrome', 'default'])
export type ColorScheme = z.infer<typeof ColorScheme>

export const CanvasName = wellFormedText({ min: 1, max: 120 }).refine((name) => name.trim() !== '', {
  message: 'must not be blank',
})

/** What to draw, and how it is to look. */
export const DrawCanvas = z
  .object({
    instructions: wellFormedText({ min: 1, max: MAX_INSTRUCTIONS_CHARS }).refine((value) => value.trim() !== '', {
      message: 'must not be blank',
    }),
    style: CanvasStyle.default('modern'),
    color_scheme: ColorScheme.default('default'),
    canvas_id: Id.optional().describe('The canvas to change; without it, a new one is made'),
    selection: z
      .array(ElementId)
      .max(1_000)
      .optional()
      .describe('Elements that the instructions speak of as the selection'),
  })
  .refine(({ canvas_id, selection }) => canvas_id !== undefined || selection === undefined, {
    message: 'needs a canvas_id',
    path: ['selection'],
  })
  .meta({ id: 'DrawCanvas' })
export type DrawCanvas = z.infer<typeof DrawCanvas>

/** The input of a canvas.draw job. */
export const CanvasDrawInput = DrawCanvas.safeExtend({ canvas_id: Id })
export type CanvasDrawInput = z.infer<typeof CanvasDrawInput>

/** A drawing that is edited. `version` rises with every save; send it back to save. */
export const Canvas = z
  .object({
    canvas_id: Id,
    name: z.string(),
    version: z.int(),
    elements: z.int().describe('How many there are'),
    preview: z.string().nullable().describe('A small SVG of it; null while it is empty'),
    open_proposals: z.int().describe('Proposals that wait to be accepted or discarded'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Canvas' })
export type Canvas = z.infer<typeof Canvas>

export const CanvasView = Canvas.extend({ drawing: Drawing }).meta({ id: 'CanvasView' })
export type CanvasView = z.infer<typeof CanvasView>

/**
 * Why a version was kept. autosave: what was there when someone drew on, ten minutes or more after the last one was
 * kept, or before something else took its place. named: by a person. proposal, import: with that in it. restore: what was
 * there before an older one was restored. stale_save: what somebody saved on top of an old version; nothing of it is in
 * the canvas.
 */
export const VersionReason = z.enum(['autosave', 'named', 'proposal', 'restore', 'import', 'stale_save'])
export type VersionReason = z.infer<typeof VersionReason>

export const CanvasVersion = z
  .object({
    version_id: Id,
    version: z.int().describe('Of the canvas when this was kept; of a stale save the one that it was based on'),
    reason: VersionReason,
    label: z.string().nullable(),
    elements: z.int(),
    preview: z.string().nullable(),
    created_at: Timestamp,
  })
  .meta({ id: 'CanvasVersion' })
export type CanvasVersion = z.infer<typeof CanvasVersion>

export const CanvasVersionView = CanvasVersion.extend({ drawing: Drawing }).meta({ id: 'CanvasVersionView' })
export type CanvasVersionView = z.infer<typeof CanvasVersionView>

export const ProposalStatus = z.enum(['ready', 'accepted', 'discarded'])
export type ProposalStatus = z.infer<typeof ProposalStatus>

/** What the artist drew. It is beside the canvas, not in it, until a person accepts it. */
export const Proposal = z
  .object({
    proposal_id: Id,
    canvas_id: Id,
    job_id: Id,
    status: ProposalStatus,
    instructions: z.string(),
    style: CanvasStyle,
    color_scheme: ColorScheme,
    planner: z.string().describe('built-in, or the name of the model'),
    summary: z.string().describe('What was understood and drawn, for a person'),
    base_version: z.int().describe('Of the canvas, when the artist looked at it'),
    add: z.array(DrawingElement),
    change: z.array(DrawingElement).describe('Elements of the canvas as they are to be'),
    remove: z.array(ElementId),
    created_at: Timestamp,
    decided_at: Timestamp.nullable(),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

export const ProposalSummary = Proposal.omit({ add: true, change: true, remove: true }).meta({ id: 'ProposalSummary' })
export type ProposalSummary = z.infer<typeof ProposalSummary>

/** The canvas with an accepted proposal in it. `kept` are elements that a person had changed meanwhile: theirs stay. */
export const AcceptedProposal = z
  .object({ canvas: CanvasView, proposal: ProposalSummary, kept: z.array(ElementId) })
  .meta({ id: 'AcceptedProposal' })
export type AcceptedProposal = z.infer<typeof AcceptedProposal>

/** The result of a completed canvas.draw job. */
export const CanvasDrawResult = z.object({ canvas_id: Id, proposal_id: Id, elements: z.int() })
export type CanvasDrawResult = z.infer<typeof CanvasDrawResult>

/**
 * What a running canvas.draw job says in its log, as `display` entries of kind `canvas`: `begin` at the start of each
 * attempt (what came before is void), `elements` for each step that is drawn.
 */
export const CanvasStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), planner: z.string(), base_version: z.int() }),
  z.object({ step: z.literal('planned'), summary: z.string(), elements: z.int(), remove: z.array(ElementId) }),
  z.object({ step: z.literal('elements'), done: z.int(), elements: z.array(DrawingElement) }),
])
export type CanvasStep = z.infer<typeof CanvasStep>

export const SaveCanvas = z
  .object({
    version: z.int().min(1).describe('The version that this is based on'),
    elements: Drawing.shape.elements,
    files: DrawingFiles.default({}).describe('Pictures that are new; others stay'),
    label: CanvasName.optional().describe('Keep this as a version of that name'),
  })
  .meta({ id: 'SaveCanvas' })
export type SaveCanvas = z.input<typeof SaveCanvas>

export const ArtistHealth = z
  .object({
    status: z.enum(['ok', 'degraded']),
    planner: z.string().describe('built-in, or the name of the model'),
    queued: z.int().describe('Drawings of this workspace that wait'),
    running: z.int(),
  })
  .meta({ id: 'ArtistHealth' })
export type ArtistHealth = z.infer<typeof ArtistHealth>

/** What comes from elsewhere: a file of Excalidraw, or a text in Mermaid's language. */
export const CanvasImport = z.discriminatedUnion('format', [
  z.object({ format: z.literal('excalidraw'), file: ExcalidrawFile }),
  z.object({ format: z.literal('mermaid'), text: text({ min: 1, max: 100_000 }) }),
])
export type CanvasImport = z.infer<typeof CanvasImport>

/** The canvas with what was imported. */
export const ImportedCanvas = CanvasView.extend({
  left_out: z.array(z.string()).describe('What of the import could not be kept, in words'),
}).meta({ id: 'ImportedCanvas' })
export type ImportedCanvas = z.infer<typeof ImportedCanvas>
