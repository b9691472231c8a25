import type { Target } from '../../../model/ask-model.ts'
import type { Analysis } from '../basket-deps.ts'

export type { Analysis, AnalysisExplanation, AnalysisRequest, SourceText } from '../basket-deps.ts'

/** `model` null: the built-in manager does the work. */
export type ManagerDeps = { model: Target | null }

export type AnalysisOptions = {
  signal: AbortSignal
  /** `fraction` rises from 0 to 1. */
  onProgress(fraction: number, label: string): void
}

/** A proposal and how sure it is, from 0 to 1. */
export type RatedProposal = Analysis['proposals'][number]
