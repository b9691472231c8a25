import { CoachReplyInput } from '@outlast/contract'
import { type JobContext, JobFailure, defineJob } from '@outlast/jobs'
import { type Attachments, COACH_REPLY, type CoachDeps, type ThreadKey } from './coach-deps.ts'
import type { CoachFile } from './model/coach-file.ts'
import type { FoundPassage, ReplyEvent, ReplyRequest, Turn } from './model/coach-models.ts'
import { ModelFailure } from '../../model/model-failure.ts'
import { type MadeReply, type ReplyToMake, type TurnRow, completeReply, findReplyToMake } from './reply-repository.ts'
import { remember } from './turns.ts'

export type CoachReplyDeps = Pick<CoachDeps, 'database' | 'models'> & {
  attachments: Pick<Attachments, 'find' | 'untilRead' | 'search'>
}

/** Answers that come at once in one process: they wait for a server nearly all of the time. */
const CONCURRENCY = 250

/** Longer than any answer takes; the model layer has limits of its own for silence. */
const TIMEOUT_S = 1800

/** As long as one waits for a document before asking without it. */
const READING_MS = 180_000

/** Passages of attachments, and of the handbook. */
const FROM_FILES = 6
const FROM_HANDBOOK = 3

/**
 * Answers a question. What it says as it comes is the log of the job; the message gets it all at once when the job
 * completes. An answer that was begun is not begun again by itself, unless its worker died: people ask for it.
 */
export function coachReplyJob(deps: CoachReplyDeps) {
  return defineJob<CoachReplyInput, MadeReply>({
    kind: COACH_REPLY,
    input: CoachReplyInput,
    concurrency: CONCURRENCY,
    ownSlots: true,
    timeoutS: () => TIMEOUT_S,
    maxAttempts: 1,
    run: (ctx, input) => answer(deps, ctx, input),
    async onCompleted(tx, { jobId, subjectId }, result) {
      if (subjectId !== null) await completeReply(tx, { messageId: subjectId, jobId }, result)
    },
  })
}

async function answer(deps: CoachReplyDeps, ctx: JobContext, input: CoachReplyInput): Promise<MadeReply> {
  const thread: ThreadKey = { workspaceId: ctx.workspaceId, threadId: input.thread_id }
  const toMake = await findReplyToMake(deps.database, thread, { messageId: input.message_id, jobId: ctx.jobId })
  if (toMake === null) {
    throw new JobFailure('reply_not_wanted', 'The thread was deleted, or this answer is made by another job.')
  }
  try {
    const request = await prepare(deps, ctx, { ...thread, ...toMake })
    const { text, citations, actions, cutOff } = await stream(deps, ctx, request)
    const exchange: Turn[] = [...request.turns.slice(-1), { role: 'assistant', text }]
    const title = toMake.title ?? (await deps.models.titleOf(exchange, { signal: ctx.signal }))
    return { text, citations, actions, cut_off: cutOff, title }
  } catch (error) {
    if (error instanceof ModelFailure) throw new JobFailure(error.code, error.message, { cause: error })
    throw error
  }
}

/** Gathers what the answer is made from: the turns, and the passages that fit the question. */
async function prepare(deps: CoachReplyDeps, ctx: JobContext, thread: ThreadKey & ReplyToMake): Promise<ReplyRequest> {
  const { models } = deps
  const coach = models.findCoach(thread.coach) ?? models.coaches[0]
  if (coach === undefined) throw new JobFailure('no_coach', 'This server has no coach.')
  const { turns, summary, question } = await remember(deps, thread, {
    signal: ctx.signal,
    onSummarize: () => ctx.progress(0, 'Recalling what was said before'),
  })
  const names = await readAttachments(deps, ctx, { ...thread, fileIds: question.fileIds })
  const asked = question.text.trim() === '' ? names.join(' ') : question.text
  const passages = await findPassages(deps, ctx, { thread, coach, question: asked })
  return { coach, turns: nameAttachments(turns, question, names), summary, passages, now: new Date() }
}

/** Waits until the files of a question can be searched; answers their names. */
async function readAttachments(
  { attachments }: CoachReplyDeps,
  ctx: JobContext,
  { fileIds, ...thread }: ThreadKey & { fileIds: string[] },
): Promise<string[]> {
  if (fileIds.length === 0) return []
  const files = await attachments.find(thread, fileIds)
  const unread = files.filter(({ state }) => state === 'queued' || state === 'indexing')
  const [first] = unread
  if (first !== undefined) {
    ctx.progress(0, `Reading ${unread.length === 1 ? first.name : `${unread.length} files`}`)
    const ids = unread.map(({ file_id }) => file_id)
    await attachments.untilRead(thread, ids, { timeoutMs: READING_MS, signal: ctx.signal })
    ctx.signal.throwIfAborted()
    ctx.progress(0, null)
  }
  return files.map(({ name }) => name)
}

async function findPassages(
  { models, attachments }: CoachReplyDeps,
  ctx: JobContext,
  { thread, coach, question }: { thread: ThreadKey & ReplyToMake; coach: CoachFile; question: string },
): Promise<FoundPassage[]> {
  const about = { limit: FROM_FILES, signal: ctx.signal }
  const found = thread.hasFiles ? await attachments.search(thread, question, about) : []
  return [...found, ...models.searchHandbook(coach, question, FROM_HANDBOOK)]
}

/** A question may be nothing but files; a model is to know that there are some. */
function nameAttachments(turns: Turn[], question: TurnRow, names: string[]): Turn[] {
  const plain = turns.map(({ role, text }) => ({ role, text }))
  if (names.length === 0) return plain
  const text = [question.text, `[Attached: ${names.join(', ')}]`].filter((part) => part.trim() !== '').join('\n\n')
  return [...plain.slice(0, -1), { role: 'user', text }]
}

type End = Extract<ReplyEvent, { type: 'end' }>

/** Writes what the model says into the log as it comes; a log that is behind makes the model wait. */
async function stream({ models }: CoachReplyDeps, ctx: JobContext, request: ReplyRequest): Promise<End> {
  let hasBegun = false
  for await (const event of models.reply(request, { signal: ctx.signal })) {
    if (event.type === 'end') return event
    // For an answer that is stopped: what it cites is there then, too. It is written with the first words, because a write
    // of its own, before them, would have them wait 50 ms for the next.
    if (!hasBegun) void ctx.log('display', JSON.stringify({ kind: 'passages', data: request.passages }))
    hasBegun = true
    await ctx.log('stdout', event.text)
  }
  throw new Error('An answer came to no end.')
}
