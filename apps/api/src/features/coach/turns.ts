import type { CoachDeps, ThreadKey } from './coach-deps.ts'
import type { CoachModels, Turn } from './model/coach-models.ts'
import { estimateTokens } from '../../model/estimate-tokens.ts'
import { type TurnRow, readTurns, saveSummary } from './reply-repository.ts'

/** What a model is told of a thread: the turns themselves, and in short what was before them. */
export type Memory = { turns: Turn[]; summary: string | null }

export type Remembered = ThreadKey & { summary: string | null; summaryUpTo: string | null; questionId: string }

/** Turns that stay in their own words are so much of the budget: the rest lasts for some exchanges more. */
const KEPT = 0.5

/** More than the budget by so much is not even read: four bytes are about a token. */
const READ = 3 * 4

type Summarizing = { signal: AbortSignal; onSummarize(): void }

/**
 * The turns that lead to a question, within the budget of the model. Beyond it older turns are told in a summary, which
 * is kept with the thread, so that the next question does not pay for it again.
 */
export async function remember(
  { database, models }: Pick<CoachDeps, 'database' | 'models'>,
  thread: Remembered,
  { signal, onSummarize }: Summarizing,
): Promise<Memory & { question: TurnRow }> {
  const { turns: rows, summarized } = await readTurns(database, thread, models.budgetTokens * READ)
  const question = rows.at(-1)
  if (question === undefined) throw new Error('A question that was just found has no text.')
  const turns = rows.filter(({ text, fileIds }) => text.trim() !== '' || fileIds.length > 0)
  const summary = summarized ? thread.summary : null
  if (tokensOf(turns) + estimateTokens(summary ?? '') <= models.budgetTokens) return { turns, summary, question }
  const { older, newer } = cutTurns(turns, models.budgetTokens * KEPT)
  const last = older.at(-1)
  if (last === undefined) return { turns, summary, question }
  onSummarize()
  const told = await summarize(models, { older, summary, signal })
  await saveSummary(database, thread, { summary: told, summaryUpTo: last.id })
  return { turns: newer, summary: told, question }
}

function summarize(
  models: CoachModels,
  { older, summary, signal }: { older: Turn[]; summary: string | null; signal: AbortSignal },
): Promise<string> {
  const before: Turn[] = summary === null ? [] : [{ role: 'assistant', text: `What was said before this: ${summary}` }]
  return models.summarize([...before, ...older], { signal })
}

/** The newest turns that fit into so many tokens, the question among them whatever its size, and those before them. */
export function cutTurns<T extends Turn>(turns: T[], maxTokens: number): { older: T[]; newer: T[] } {
  let first = turns.length - 1
  for (let tokens = 0; first > 0; first -= 1) {
    tokens += estimateTokens(turns[first]?.text ?? '')
    if (tokens + estimateTokens(turns[first - 1]?.text ?? '') > maxTokens) break
  }
  return { older: turns.slice(0, Math.max(0, first)), newer: turns.slice(Math.max(0, first)) }
}

function tokensOf(turns: Turn[]): number {
  return turns.reduce((sum, { text }) => sum + estimateTokens(text), 0)
}
