import { TIMING, type Target, type Timing } from '../../../model/ask-model.ts'
import { type ModelServer, connectModel } from '../../../model/connect-model.ts'
import { createBuiltInCoach } from './built-in.ts'
import type { CoachModels } from './coach-models.ts'
import { COACHES_DIR, readCoaches } from './coach-repository.ts'
import { composeReply } from './compose-reply.ts'
import { createHandbook } from './handbook.ts'
import { BUDGET_TOKENS } from './prompt.ts'
import { excerptOf, summaryFromModel } from './summary.ts'
import { titleFromModel, titleFromWords } from './title.ts'

export type { CoachFile } from './coach-file.ts'
export type { CoachModels, FoundPassage, ReplyEvent, ReplyRequest, Turn } from './coach-models.ts'
export { estimateTokens } from '../../../model/estimate-tokens.ts'
export { ModelFailure, type ModelFailureCode } from '../../../model/model-failure.ts'

export type CoachModelsConfig = {
  /** Null: the built-in coach answers. */
  server: ModelServer | null
  /** Instead of the coaches of this repository. */
  coachesDir?: string
  /** Instead of a minute for the first token, and so on. */
  timing?: Partial<Timing>
}

/**
 * Reads the coaches and connects them to what answers. No request is made before there is a question.
 *
 * @throws StartupError, one sentence, for a coach or a page of the handbook that is not right.
 */
export async function createCoachModels({ server, coachesDir, timing }: CoachModelsConfig): Promise<CoachModels> {
  const { coaches, handbook } = await readCoaches(coachesDir ?? COACHES_DIR)
  const index = createHandbook(handbook)
  const target: Target =
    server === null
      ? { model: createBuiltInCoach(), server, timing: { ...TIMING, ...timing } }
      : connectModel(server, timing)
  return {
    name: server?.model ?? null,
    coaches,
    findCoach: (name) => coaches.find((coach) => coach.name === name) ?? null,
    searchHandbook: (coach, question, limit) => index.search(coach.name, question, limit),
    reply: (request, { signal }) => composeReply(target, request, signal),
    titleOf: async (exchange, { signal }) =>
      server === null ? titleFromWords(exchange) : titleFromModel(target, exchange, signal),
    summarize: async (turns, { signal }) =>
      server === null ? excerptOf(turns) : summaryFromModel(target, turns, signal),
    budgetTokens: BUDGET_TOKENS,
  }
}
