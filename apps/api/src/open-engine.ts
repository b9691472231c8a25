import type { Config } from '@outlast/config'
import type { Database } from '@outlast/db'
import { type Engine, createEngine } from '@outlast/jobs'
import type { Sandbox } from '@outlast/sandbox'
import { expireDeltas } from './features/baskets/decide-delta.ts'
import { basketAnalyzeJob } from './features/baskets/jobs.ts'
import { canvasDrawJob } from './features/canvas/jobs.ts'
import { deleteExpiredSessions } from './features/coach/housekeeping.ts'
import { coachReplyJob } from './features/coach/jobs.ts'
import { settleAllReplies } from './features/coach/settle-repository.ts'
import { codeRunJob } from './features/execute/jobs.ts'
import { fileIndexJob } from './features/files/jobs.ts'
import { trimCache } from './features/library/cache-repository.ts'
import { collectionIndexJob, collectionTrainJob } from './features/library/jobs.ts'
import { fileIndexer } from './file-indexer.ts'
import type { Library } from './library.ts'
import type { Log } from './log.ts'
import { logEngineEvent } from './log-events.ts'
import type { Metrics } from './metrics.ts'
import type { Agents } from './open-agents.ts'
import { knowledgeFor } from './sandbox-knowledge.ts'

/** Days that vectors of a paid server are kept for texts that come again. */
const CACHE_DAYS = 30

type EngineParts = Agents & {
  log: Log
  metrics: Metrics
  database: Database
  sandbox: Sandbox
  library: Library
}

/** The engine with all kinds of jobs and what is done by the clock. */
export function openEngine(config: Config, parts: EngineParts): Promise<Engine> {
  const { log, metrics, database, sandbox, library, coach, baskets, artist } = parts
  const maxAttempts = config.maxJobRetries + 1
  const concurrency = config.maxConcurrentJobs
  const libraryJobs = { ...library, maxAttempts }
  return createEngine({
    database,
    definitions: [
      codeRunJob({ database, sandbox, concurrency, knowledgeFor: (caller) => knowledgeFor(library, caller) }),
      // Reading a document takes a process and a core: two at once leave room for everything else.
      fileIndexJob({ database, indexer: fileIndexer(library), concurrency: 2, maxAttempts }),
      coachReplyJob({ database, ...coach }),
      basketAnalyzeJob({ database, ...baskets, maxAttempts }),
      canvasDrawJob({ database, artist, maxAttempts }),
      collectionTrainJob(libraryJobs),
      collectionIndexJob(libraryJobs),
    ],
    work: config.role !== 'api',
    maxConcurrent: config.maxConcurrentJobs,
    perWorkspace: config.maxJobsPerWorkspace,
    pollMs: config.jobPollS * 1000,
    keepDays: config.jobCleanupDays,
    schedules: schedulesOf(config, { database, library, coach }),
    onEvent(event) {
      logEngineEvent(log, event)
      metrics.onEngineEvent(event)
    },
  })
}

function schedulesOf(
  { chatRetentionHours, basketDeltaExpiryDays }: Config,
  { database, library, coach }: Pick<EngineParts, 'database' | 'library' | 'coach'>,
) {
  const sessions = { database, engine: library.engine, attachments: coach.attachments }
  return [
    { name: 'outlast.vector-sweep', cron: '*/5 * * * *', run: () => library.sweeper.sweep() },
    { name: 'outlast.embedding-cache', cron: '41 3 * * *', run: () => trimCache(database, CACHE_DAYS) },
    {
      name: 'outlast.chat-sessions',
      cron: '17 * * * *',
      run: () => deleteExpiredSessions(sessions, chatRetentionHours),
    },
    { name: 'outlast.basket-deltas', cron: '37 * * * *', run: () => expireDeltas({ database }, basketDeltaExpiryDays) },
    // Before the nightly clean-up, which takes the logs that answers are written down from.
    { name: 'outlast.chat-replies', cron: '3 3 * * *', run: () => settleAllReplies(database) },
  ]
}
