import type { Block } from '@outlast/contract'
import type { Target } from '../../../../model/ask-model.ts'
import { summarize } from '../built-in/summary.ts'
import type { Analysis, AnalysisExplanation, AnalysisOptions, AnalysisRequest } from '../types.ts'
import type { Asker } from './ask-for-json.ts'
import { chooseBlocks } from './choose-blocks.ts'
import { type Composed, type Composition, compose } from './compose.ts'
import { findIn } from './find.ts'
import type { Finding } from './finding.ts'
import { afterwards, joinCompositions } from './join-compositions.ts'
import { partsOf } from './parts.ts'

/** Findings that are compared at once: a few thousand tokens. */
const BATCH = 50
/** Requests that wait for the server at once. */
const AT_ONCE = 3
/** Reading takes this share of the progress. */
const READ = 0.6

/**
 * Has a model say what the sources say, part by part, and then what that changes. Nothing is taken from it that its sources,
 * its blocks and the rules of proposals do not bear out.
 *
 * @throws ModelFailure for a server that cannot be reached, and JobFailure `model_output_invalid`.
 */
export async function analyzeWithModel(
  target: Target,
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<Analysis> {
  const asker: Asker = { target, json: true }
  const findings = await readAll(asker, request, options)
  const batches = Array.from({ length: Math.ceil(findings.length / BATCH) }, (_, at) =>
    findings.slice(at * BATCH, (at + 1) * BATCH),
  )
  const compositions: Composition[] = []
  let blocks: readonly Block[] = request.blocks
  for (const [at, batch] of batches.entries()) {
    options.onProgress(READ + ((1 - READ) * at) / batches.length, 'Comparing with what is there')
    const prefix = batches.length === 1 ? '' : `${at + 1}.`
    const chosen = chooseBlocks(blocks, batch)
    const composition = await compose(
      asker,
      { batch: { findings: batch, blocks: chosen, prefix }, request },
      options.signal,
    )
    compositions.push(composition)
    blocks = afterwards(blocks, composition)
  }
  return conclude(joinCompositions(compositions), target.server?.model ?? 'model')
}

async function readAll(
  asker: Asker,
  request: AnalysisRequest,
  { signal, onProgress }: AnalysisOptions,
): Promise<Finding[]> {
  const parts = partsOf(request.sources)
  const found: Finding[][] = []
  let read = 0
  // A failure ends the requests that are still under way.
  const ended = new AbortController()
  const either = AbortSignal.any([signal, ended.signal])
  const queue = parts.entries()
  const readSome = async (): Promise<void> => {
    for (const [at, part] of queue) {
      found[at] = await findIn(asker, { part, request }, either)
      read += 1
      onProgress(
        (READ * read) / parts.length,
        parts.length === 1 ? 'Reading' : `Reading, part ${read} of ${parts.length}`,
      )
    }
  }
  onProgress(0, 'Reading')
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, parts.length) }, readSome))
  } finally {
    ended.abort(new Error('Another part could not be read.'))
  }
  return found.flat()
}

function conclude({ composed, leftOut }: Composition, by: string): Analysis {
  const proposals = composed.map(({ proposal }) => proposal)
  const explanations = [
    ...composed.flatMap((each) => explain(each, by)),
    ...leftOut.map(({ finding: { quote, source }, why }): AnalysisExplanation => ({
      by,
      text: why,
      key: null,
      quote,
      source,
    })),
  ]
  const sum = proposals.reduce((total, { confidence }) => total + confidence, 0)
  return {
    summary: summarize(proposals, { equal: leftOut.length, closed: 0, leftOut: 0, narrowed: 0, beyond: 0 }),
    proposals,
    explanations,
    confidence: proposals.length === 0 ? 0.9 : Math.round((100 * sum) / proposals.length) / 100,
  }
}

/** The reason stands with the first passage; others that say the same follow. */
function explain({ proposal: { key }, why, findings }: Composed, by: string): AnalysisExplanation[] {
  return findings.map(({ quote, source, says }, at) => ({ by, text: at === 0 ? why : says, key, quote, source }))
}
