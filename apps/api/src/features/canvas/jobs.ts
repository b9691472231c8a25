import { setImmediate } from 'node:timers/promises'
import { DrawingError } from '@outlast/canvas'
import { CanvasDrawInput, type CanvasDrawResult, type CanvasStep, type DrawingElement } from '@outlast/contract'
import { type JobContext, JobFailure, defineJob } from '@outlast/jobs'
import { ModelFailure } from '../../model/model-failure.ts'
import { type Drawn, type DrawnStep, TooComplex } from './artist/artist.ts'
import { CANVAS_DRAW, type CanvasDeps } from './canvas-deps.ts'
import { findDrawing } from './canvas-repository.ts'
import { seenOf } from './drawing/merge-proposal.ts'
import { type NewProposal, addProposal, newProposalId } from './proposal-repository.ts'
import { toElements } from './wire.ts'

export type CanvasDrawDeps = Pick<CanvasDeps, 'database' | 'artist'> & { maxAttempts: number }

/** Mostly they wait for a model; layouts share the threads of the artist. */
const CONCURRENCY = 16

/** Longer than any drawing takes; the model layer has limits of its own for silence. */
const TIMEOUT_S = 900

/** Shares of the progress bar: a plan is there, everything has its place, all is drawn. */
const PLANNED = 0.4
const LAID_OUT = 0.6

/** A drawing is staged in this many entries of the log at most: an eye sees no more steps. */
const MAX_STEPS = 20

/**
 * Draws beside a canvas: what is drawn is staged in the log of the job, and becomes a proposal in the transaction that
 * completes it. The canvas itself is only read.
 */
export function canvasDrawJob(deps: CanvasDrawDeps) {
  return defineJob<CanvasDrawInput, Outcome>({
    kind: CANVAS_DRAW,
    input: CanvasDrawInput,
    concurrency: CONCURRENCY,
    ownSlots: true,
    timeoutS: () => TIMEOUT_S,
    maxAttempts: deps.maxAttempts,
    run: (ctx, input) => draw(deps, ctx, input),
    async onCompleted(tx, { jobId, workspaceId }, { proposal, canvasId }) {
      if (!(await addProposal(tx, { workspaceId, canvasId, jobId }, proposal))) throw canvasGone()
    },
  })
}

/** What an attempt made. The job's own result says only where to find it. */
class Outcome {
  readonly canvasId: string
  readonly proposal: NewProposal

  constructor(canvasId: string, proposal: NewProposal) {
    this.canvasId = canvasId
    this.proposal = proposal
  }

  toJSON(): CanvasDrawResult {
    const { proposalId, add, change } = this.proposal
    return { canvas_id: this.canvasId, proposal_id: proposalId, elements: add.length + change.length }
  }
}

async function draw(deps: CanvasDrawDeps, ctx: JobContext, input: CanvasDrawInput): Promise<Outcome> {
  const { artist } = deps
  const canvas = await findDrawing(deps.database, { workspaceId: ctx.workspaceId, canvasId: input.canvas_id })
  if (canvas === null) throw canvasGone()
  const elements = toElements(canvas.elements)
  await say(ctx, { step: 'begin', planner: artist.planner, base_version: canvas.version })
  ctx.progress(0, 'Planning')
  try {
    const drawn = await artist.draw(requestOf(ctx, input, elements), {
      signal: ctx.signal,
      onPlanned: () => ctx.progress(PLANNED, 'Planned; laying out'),
    })
    await stage(ctx, drawn)
    const proposal = toProposal(input, drawn, { planner: artist.planner, baseVersion: canvas.version, elements })
    return new Outcome(canvas.id, proposal)
  } catch (error) {
    throw explained(error)
  }
}

/** What the person who asked can do something about, in words and with a code. */
function explained(cause: unknown): unknown {
  if (cause instanceof DrawingError) return new JobFailure(cause.code, cause.message, { cause })
  if (cause instanceof TooComplex) return new JobFailure('drawing_too_complex', cause.message, { cause })
  if (cause instanceof ModelFailure) {
    const { code, message, retryable } = cause
    return new JobFailure(code, message, { retryable, cause })
  }
  return cause
}

function requestOf(ctx: JobContext, input: CanvasDrawInput, elements: DrawingElement[]) {
  const { instructions, style, color_scheme: colorScheme, selection = [] } = input
  return { instructions, style, colorScheme, elements, selection, seed: ctx.jobId }
}

/** Writes down step by step what was drawn. Stops between two steps when asked to. */
async function stage(ctx: JobContext, { summary, steps, remove }: Drawn): Promise<void> {
  const total = steps.reduce((sum, { elements }) => sum + elements.length, 0)
  ctx.progress(LAID_OUT, 'Laid out')
  await say(ctx, { step: 'planned', summary, elements: total, remove })
  let done = 0
  for (const elements of inEntries(steps)) {
    // Lets a request to cancel in.
    await setImmediate()
    ctx.signal.throwIfAborted()
    done += elements.length
    await say(ctx, { step: 'elements', done, elements })
    ctx.progress(LAID_OUT + (1 - LAID_OUT) * (done / total), `Drawn ${done} of ${total}`)
  }
}

/** Neighbouring steps together where there are many. */
function* inEntries(steps: DrawnStep[]): Generator<DrawingElement[]> {
  const perEntry = Math.ceil(steps.length / MAX_STEPS)
  for (let from = 0; from < steps.length; from += perEntry) {
    yield steps.slice(from, from + perEntry).flatMap(({ elements }) => elements)
  }
}

function say(ctx: JobContext, step: CanvasStep): Promise<void> {
  return ctx.log('display', JSON.stringify({ kind: 'canvas', data: step }))
}

type Seeing = { planner: string; baseVersion: number; elements: DrawingElement[] }

function toProposal(
  { instructions, style, color_scheme: colorScheme }: CanvasDrawInput,
  { summary, add, change, remove }: Drawn,
  { elements, ...seeing }: Seeing,
): NewProposal {
  const about = { instructions, style, colorScheme, summary, ...seeing }
  return { proposalId: newProposalId(), ...about, add, change, remove, seen: seenOf(elements) }
}

function canvasGone(): JobFailure {
  return new JobFailure('canvas_deleted', 'The canvas was deleted while it was drawn on.')
}
