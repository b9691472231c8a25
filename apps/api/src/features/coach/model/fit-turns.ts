import type { Turn } from './coach-models.ts'
import { estimateTokens } from '../../../model/estimate-tokens.ts'

/** What one turn before the question may take of the budget: one endless answer must not push out all the others. */
const MAX_SHARE = 0.25

/** What stands for a question without words: files that were attached, and nothing else. */
export const WITHOUT_WORDS = '(I attach this without a message.)'

/**
 * The newest turns that fit into the budget, the question whole. Long ones keep their beginning and their end. They begin
 * with the person and take turns, which some servers insist on.
 */
export function fitTurns(turns: readonly Turn[], budgetTokens: number): Turn[] {
  const talk = alternate(turns)
  const last = turns.at(-1)
  if (last !== undefined && last.text.trim() === '') talk.push({ role: 'user', text: WITHOUT_WORDS })
  const question = talk.at(-1)
  if (question === undefined) return []
  const kept = [question]
  let left = budgetTokens - estimateTokens(question.text)
  for (const turn of talk.slice(0, -1).reverse()) {
    const text = shorten(turn.text, Math.floor(budgetTokens * MAX_SHARE))
    left -= estimateTokens(text)
    if (left < 0) break
    kept.unshift({ ...turn, text })
  }
  return kept[0]?.role === 'assistant' && kept.length > 1 ? kept.slice(1) : kept
}

/** The beginning and the end of a text that is longer than so many tokens. */
export function shorten(text: string, maxTokens: number): string {
  const tokens = estimateTokens(text)
  if (tokens <= maxTokens) return text
  const half = Math.floor((text.length * maxTokens) / tokens / 2)
  return `${text.slice(0, half).toWellFormed()}\n[…]\n${text.slice(-half).toWellFormed()}`
}

/** Without empty turns, such as answers that were stopped at once; turns of one role in a row become one. */
function alternate(turns: readonly Turn[]): Turn[] {
  const talk: Turn[] = []
  for (const { role, text } of turns) {
    if (text.trim() === '') continue
    const last = talk.at(-1)
    if (last?.role === role) last.text += `\n\n${text}`
    else talk.push({ role, text })
  }
  return talk
}
