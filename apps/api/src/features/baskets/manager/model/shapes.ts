import { BlockType, ChangeOp, MAX_BLOCK_BODY_CHARS, MAX_BLOCK_TITLE_CHARS } from '@outlast/contract'
import { z } from 'zod'

/** More than a part of a source can say, and what keeps a model that repeats itself from filling a basket. */
const MAX_FINDINGS = 200
const MAX_PROPOSALS = 300

const Sentence = z.string().trim().min(1).max(2_000)

/** What a part of a source says, as a model found it. */
export const FoundAnswer = z.object({
  findings: z.array(z.object({ quote: Sentence, says: Sentence, type: BlockType })).max(MAX_FINDINGS),
})
export type FoundAnswer = z.infer<typeof FoundAnswer>

/** What a model proposes. Blocks have short names here, findings are named by their numbers, and there are no versions. */
const Proposed = z.object({
  key: z.string().trim().min(1).max(40),
  op: ChangeOp,
  block: z.string().trim().max(40).nullable().default(null),
  type: BlockType.nullable().default(null),
  title: z.string().trim().max(MAX_BLOCK_TITLE_CHARS).nullable().default(null),
  body: z.string().trim().max(MAX_BLOCK_BODY_CHARS).nullable().default(null),
  /** An UPDATE that says that another block has taken its place. */
  superseded: z.boolean().default(false),
  requires: z.array(z.string().trim()).max(50).default([]),
  findings: z.array(z.int()).min(1).max(MAX_FINDINGS),
  why: Sentence,
  confidence: z.number().min(0).max(1),
})
export type Proposed = z.infer<typeof Proposed>

export const ProposedAnswer = z.object({
  proposals: z.array(Proposed).max(MAX_PROPOSALS),
  left_out: z
    .array(z.object({ finding: z.int(), why: Sentence }))
    .max(MAX_FINDINGS)
    .default([]),
})
export type ProposedAnswer = z.infer<typeof ProposedAnswer>
