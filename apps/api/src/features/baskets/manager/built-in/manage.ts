import { setImmediate as breathe } from 'node:timers/promises'
import type { Analysis, AnalysisOptions, AnalysisRequest } from '../types.ts'
import { conclude } from './conclude.ts'
import { decide } from './decide.ts'
import { Draft } from './draft.ts'
import type { Finding } from './findings.ts'
import { readNarrowing } from './narrow.ts'
import { joinFollowUps } from './read/follow-ups.ts'
import { readStatements } from './read/read-statements.ts'

/** So long the event loop is kept from others at most. */
const SLICE_MS = 20

/** What the built-in manager found, statement by statement, and what it proposes. */
export type Managed = { analysis: Analysis; findings: Finding[] }

/** Sorts notes into blocks by rules alone. The same request always gives the same answer. */
export async function manageNotes(request: AnalysisRequest, options: AnalysisOptions): Promise<Managed> {
  const narrowing = readNarrowing(request.intent, request.agent_hints)
  const draft = new Draft(narrowing)
  const findings: Finding[] = []
  const pause = createPause(options.signal)
  for (const block of request.blocks) {
    draft.add(block)
    await pause()
  }
  const chars = request.sources.reduce((sum, { text }) => sum + text.length, 0)
  let read = 0
  for (const [source, { text, name }] of request.sources.entries()) {
    let before: Finding | null = null
    for (const statement of joinFollowUps(readStatements(text, source), text)) {
      const found: Finding[] = decide(draft, statement, before)
      before = found[0] ?? null
      findings.push(...found)
      if (await pause()) options.onProgress((read + statement.end) / chars, `Sorting ${name}`)
    }
    read += text.length
  }
  options.signal.throwIfAborted()
  return { analysis: conclude(draft.entries, findings, narrowing), findings }
}

/** Lets others have the event loop when it is time to. Answers whether it did; throws the signal's reason. */
function createPause(signal: AbortSignal): () => Promise<boolean> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return false
    await breathe()
    signal.throwIfAborted()
    since = performance.now()
    return true
  }
}
