import type { Proposal } from '@outlast/basket'
import type { Block } from '@outlast/contract'
import type { Target } from '../../../model/ask-model.ts'

/** `model` null: the built-in manager does the work. */
export type ManagerDeps = { model: Target | null }

/** Raw material with its text at hand. `name` is for people and models: "pasted text", a file's name. */
export type SourceText = { type: 'text' | 'raw_dump' | 'file'; name: string; text: string }

/** What is to be analysed. Everything but `blocks` and `sources` is optional and only narrows. */
export type AnalysisRequest = {
  blocks: readonly Block[]
  sources: readonly SourceText[]
  /** What the person wants of it, in their words. */
  intent?: string | undefined
  agent_hints?: Record<string, unknown> | undefined
  user_context?: Record<string, unknown> | undefined
}

export type AnalysisOptions = {
  signal: AbortSignal
  /** `fraction` rises from 0 to 1. */
  onProgress(fraction: number, label: string): void
}

/** A proposal and how sure it is, from 0 to 1. */
export type RatedProposal = Proposal & { confidence: number }

/** Why something is proposed, or is not. */
export type ProposalExplanation = {
  /** `built-in`, or the model by name. */
  by: string
  text: string
  /** The proposal that it explains; null for what is about all of them or was left out. */
  key: string | null
  /** Word for word what stands in the source. */
  quote: string | null
  /** Which of the sources is quoted, counted from 0. */
  source: number | null
}

/** What the manager proposes. The proposals are ones that `propose` of @outlast/basket takes. */
export type Analysis = {
  summary: string
  proposals: RatedProposal[]
  explanations: ProposalExplanation[]
  /** From 0 to 1. */
  confidence: number
}
