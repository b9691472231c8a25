import type { Block, Job } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type { Proposal } from '@outlast/basket'
import type { EventLoader } from './event-repository.ts'

/** The kind of the job that analyses sources. */
export const BASKET_ANALYZE = 'basket.analyze'

/** A basket as its workspace names it. */
export type BasketRef = { workspaceId: string; basketId: string }

/** A delta of a basket. */
export type DeltaRef = BasketRef & { deltaId: string }

/** A block of a basket. */
export type BlockRef = BasketRef & { blockId: string }

/** What an analysis reads: the text of a source under the name that people know it by. */
export type SourceText = { type: 'text' | 'raw_dump' | 'file'; name: string; text: string }

/** What an analysis is asked. */
export type AnalysisRequest = {
  blocks: Block[]
  sources: SourceText[]
  intent: string | undefined
  agent_hints: Record<string, unknown> | undefined
  user_context: Record<string, unknown> | undefined
}

/** Why something is proposed; `key` is that of the proposal, null for what is about all of them or was left out. */
export type AnalysisExplanation = {
  by: string
  text: string
  key: string | null
  quote: string | null
  source: number | null
}

/** What an analysis proposes. Nothing of it is trusted before it has been checked against the blocks. */
export type Analysis = {
  summary: string
  proposals: (Proposal & { confidence: number })[]
  explanations: AnalysisExplanation[]
  confidence: number
}

/** The manager agent. Throws ModelFailure or JobFailure for what a person can be told. */
export type Analyze = (
  request: AnalysisRequest,
  options: { signal: AbortSignal; onProgress(fraction: number, label: string): void },
) => Promise<Analysis>

/** A document of the library, as far as it can be read. */
export type LibraryDocument = { name: string; text: string } & ({ state: 'read' } | { state: 'unread'; reason: string })

/** What the library does for baskets: it says what stands in its documents. */
export type LibraryFiles = {
  /** Ids of those of these files that are in the library of the workspace. What is attached to threads is not. */
  find(workspaceId: string, fileIds: string[]): Promise<string[]>
  /** A document; while it is being indexed it is waited for. Null where there is no such one. */
  read(workspaceId: string, fileId: string, wait: FileWait): Promise<LibraryDocument | null>
}

export type FileWait = { timeoutMs: number; signal: AbortSignal; onWait(name: string): void }

export type BasketDeps = {
  database: Database
  engine: Pick<Engine, 'enqueue' | 'waitForEnd' | 'changes'>
  events: EventLoader
  files: LibraryFiles
  /** A job as lists show it, or null. */
  findJob(workspaceId: string, jobId: string): Promise<Job | null>
  /** Days after which a delta expires that nobody reviewed. */
  deltaExpiryDays: number
}
