import { z } from 'zod'
import { Block, BlockContent, Change } from './blocks.ts'
import { Id, Timestamp, text, wellFormedText } from './wire.ts'

/** A raw note: some 150 pages. */
export const MAX_DUMP_CHARS = 500_000
export const MAX_SOURCES = 20
/** A delta has no more: what is beyond it comes with the next analysis, which finds the rest known. */
export const MAX_CHANGES = 1_000
/** Without `Prefer`, POST …/work holds its answer this long, in seconds. */
export const DEFAULT_WORK_WAIT_S = 20

export const BasketName = wellFormedText({ min: 1, max: 120 }).refine((name) => name.trim() !== '', {
  message: 'must not be blank',
})
export const DumpContent = wellFormedText({ max: MAX_DUMP_CHARS }).refine((content) => content.trim() !== '', {
  message: 'must not be empty',
})

export const Basket = z
  .object({
    basket_id: Id,
    name: z.string(),
    archived: z.boolean(),
    blocks: z.int().describe('Blocks that are not superseded'),
    open_deltas: z.int().describe('Deltas that wait for a review'),
    last_event: z.int().describe('Number of the last event; 0 if there is none'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Basket' })
export type Basket = z.infer<typeof Basket>

/** A basket with all its blocks, in the order in which they came. `last_event` says up to which event this is true. */
export const BasketView = Basket.extend({ content: z.array(Block) }).meta({ id: 'BasketView' })
export type BasketView = z.infer<typeof BasketView>

/** Raw material that was dropped into a basket. */
export const Dump = z.object({ dump_id: Id, content: z.string(), created_at: Timestamp }).meta({ id: 'Dump' })
export type Dump = z.infer<typeof Dump>

export const Source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), content: DumpContent }),
  z.object({ type: z.literal('raw_dump'), id: Id.describe('A dump of this basket') }),
  z.object({ type: z.literal('file'), id: Id.describe('A document in the library') }),
])
export type Source = z.infer<typeof Source>

const Hints = z
  .record(text({ min: 1, max: 100 }), z.unknown())
  .refine((hints) => JSON.stringify(hints).length <= 10_000, {
    message: 'must be at most 10,000 characters of JSON',
  })

export const WorkRequest = z
  .object({
    request_id: text({ min: 1, max: 200 }).describe(
      'Same id and same body: the stored answer. Same id, other body: 422.',
    ),
    basket_id: Id.describe('The same as in the path'),
    intent: text({ max: 2_000 }).optional().describe('What the person wants of it, in their words'),
    sources: z.array(Source).min(1).max(MAX_SOURCES),
    agent_hints: Hints.optional(),
    user_context: Hints.optional(),
  })
  .meta({ id: 'WorkRequest' })
export type WorkRequest = z.infer<typeof WorkRequest>

/** Why something is proposed. `quote` stands in the source word for word. */
export const Explanation = z.object({
  by: z.string().describe('Who says so: built-in, a model by name, or person'),
  text: z.string(),
  change_id: Id.nullable().describe('The change that it explains; null for what is about all of them or was left out'),
  quote: z.string().nullable(),
  source: z.int().nullable().describe('Which of the sources is quoted, counted from 0'),
})
export type Explanation = z.infer<typeof Explanation>

export const RecommendedAction = z.object({
  type: z.enum(['APPLY_ALL', 'EDIT', 'RUN_AGENT']),
  target: z.string().describe('The delta, the change to look at, or the agent to run'),
})
export type RecommendedAction = z.infer<typeof RecommendedAction>

/** What the manager agent proposes. It changes nothing before a person applies it. */
export const BasketDelta = z
  .object({
    delta_id: Id,
    basket_id: Id,
    summary: z.string(),
    changes: z.array(Change),
    recommended_actions: z.array(RecommendedAction),
    explanations: z.array(Explanation),
    confidence: z.number().min(0).max(1),
    created_at: Timestamp,
  })
  .meta({ id: 'BasketDelta' })
export type BasketDelta = z.infer<typeof BasketDelta>

/** proposed is the only state that changes: into what a person decided, or into expired when nobody did. */
export const DeltaStatus = z.enum(['proposed', 'applied', 'partly_applied', 'rejected', 'expired', 'undone'])
export type DeltaStatus = z.infer<typeof DeltaStatus>

/** A delta and what became of it. `changes` are as they stand now: edited and rebased ones included. */
export const DeltaView = BasketDelta.extend({
  status: DeltaStatus,
  revision: z.int().describe('Rises when a change is edited or the delta is rebased'),
  change_confidence: z.record(Id, z.number().min(0).max(1)).describe('How sure each change is'),
  stale: z.array(Id).describe('Changes whose block has been changed since: rebase before applying them'),
  applied_change_ids: z.array(Id),
  job_id: Id.nullable().describe('The analysis that proposed it; null for an undo'),
  undoes: Id.nullable().describe('The delta that this one took back'),
  undone_by: Id.nullable(),
  expires_at: Timestamp.nullable().describe('When it expires if nobody reviews it; null once it is decided'),
  decided_at: Timestamp.nullable(),
}).meta({ id: 'DeltaView' })
export type DeltaView = z.infer<typeof DeltaView>

export const EventType = z.enum([
  'basket.created',
  'basket.renamed',
  'basket.archived',
  'basket.restored',
  'dump.added',
  'analysis.started',
  'delta.proposed',
  'delta.edited',
  'delta.rebased',
  'delta.applied',
  'delta.partly_applied',
  'delta.rejected',
  'delta.expired',
  'delta.undone',
  'block.created',
  'block.edited',
  'block.deleted',
])
export type EventType = z.infer<typeof EventType>

/** Something that happened in a basket. Folding the `changes` of all events, in order, gives its blocks. */
export const BasketEvent = z
  .object({
    seq: z.int().min(1).describe('1, 2, 3, … within the basket, without gaps'),
    type: EventType,
    by: z.enum(['person', 'manager', 'system']),
    summary: z.string(),
    delta_id: Id.nullable().describe('Of delta.undone: the new delta, whose `undoes` names the one that it took back'),
    block_id: Id.nullable().describe('Of what was done to one block by hand'),
    changes: z.array(Change).describe('What it changed in the blocks; empty where nothing'),
    at: Timestamp,
  })
  .meta({ id: 'BasketEvent' })
export type BasketEvent = z.infer<typeof BasketEvent>

export const EventPage = z.object({
  items: z.array(BasketEvent),
  next_after: z.int().describe('The highest seq among the items, or `after` where there are none'),
})
export type EventPage = z.infer<typeof EventPage>

/** How conflicts end in a rebase. `report` leaves the delta as it is and answers 409 with them. */
export const OnConflict = z.enum(['report', 'keep_current', 'take_proposed'])
export type OnConflict = z.infer<typeof OnConflict>

/** The input of a basket.analyze job. */
export const BasketAnalyzeInput = z.object({
  basket_id: Id,
  sources: z.array(Source),
  intent: z.string().optional(),
  agent_hints: z.record(z.string(), z.unknown()).optional(),
  user_context: z.record(z.string(), z.unknown()).optional(),
})
export type BasketAnalyzeInput = z.infer<typeof BasketAnalyzeInput>

/** The result of a completed basket.analyze job. */
export const BasketAnalyzeResult = z.object({ basket_id: Id, delta_id: Id, changes: z.int() })
export type BasketAnalyzeResult = z.infer<typeof BasketAnalyzeResult>

/** Fields of a block that a person changes by hand; what is left out stays. */
export const BlockEdit = BlockContent.partial().extend({
  version: z.int().min(1).describe('The version that the change is based on; a stale one is answered with 409'),
})
export type BlockEdit = z.infer<typeof BlockEdit>

export const NewBlock = z.object({
  type: BlockContent.shape.type.default('note'),
  title: BlockContent.shape.title,
  body: BlockContent.shape.body.default(''),
  state: BlockContent.shape.state.default('accepted'),
})
export type NewBlock = z.input<typeof NewBlock>
