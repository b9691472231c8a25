import type { Block, BlockContent } from '@outlast/contract'
import { JobFailure } from '@outlast/jobs'
import type { Analysis, AnalysisRequest, Analyze } from '../features/baskets/basket-deps.ts'

/** A manager agent that does what the sources say, a line each. */
export type ScriptedManager = {
  analyze: Analyze
  /** What it was asked so far. */
  requests: AnalysisRequest[]
  /** From now on it waits with its answers. */
  hold(): { begun: Promise<void>; release(): void }
}

/**
 * Lines: `+ title | body` creates a block, `~ title | body` changes the body of the block with this title, `- title`
 * deletes it, `? …` does what cannot be done, `! …` fails, and anything else says nothing new.
 */
export function createScriptedManager(): ScriptedManager {
  let gate: Promise<void> | null = null
  let begin = (): void => undefined
  const manager: ScriptedManager = {
    requests: [],
    async analyze(request, { signal, onProgress }) {
      const { blocks, sources } = request
      manager.requests.push(request)
      begin()
      onProgress(0.5, 'Thinking')
      await Promise.race([gate, new Promise((resolve) => signal.addEventListener('abort', resolve))])
      signal.throwIfAborted()
      const lines = sources.flatMap(({ text }, source) => text.split('\n').map((line) => ({ line, source })))
      const proposals = lines.flatMap(({ line }, at) => toProposal(line, { key: `p${at}`, blocks }))
      return {
        summary: proposals.length === 0 ? 'Nothing new.' : `${proposals.length} proposals`,
        proposals,
        explanations: proposals.map(({ key }) => {
          const { line, source } = lines[Number(key.slice(1))] ?? { line: '', source: 0 }
          return { by: 'script', text: 'The source says so.', key, quote: line, source }
        }),
        confidence: 0.9,
      }
    },
    hold() {
      const begun = new Promise<void>((resolve) => (begin = resolve))
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return {
        begun,
        release() {
          gate = null
          resolve()
        },
      }
    },
  }
  return manager
}

function toProposal(line: string, { key, blocks }: { key: string; blocks: readonly Block[] }): Analysis['proposals'] {
  const [, mark = '', title = '', , body = ''] = /^([+~?!-]) ([^|]*[^| ])( ?\| ?(.*))?$/.exec(line) ?? []
  const block = blocks.find((each) => each.title === title)
  const confidence = title.includes('unsure') ? 0.4 : 0.8
  switch (mark) {
    case '+':
      return [{ key, op: 'CREATE', id: null, after: contentWith({ title, body }), confidence }]
    case '~':
      return [{ key, op: 'UPDATE', id: block?.id ?? null, after: contentWith({ ...block, body }), confidence }]
    case '-':
      return [{ key, op: 'DELETE', id: block?.id ?? null, after: null, confidence }]
    case '?':
      return [{ key, op: 'UPDATE', id: crypto.randomUUID(), after: contentWith({ title }), confidence }]
    case '!':
      throw new JobFailure('model_refused', title)
    default:
      return []
  }
}

function contentWith({
  type = 'note',
  title = 'A title',
  body = '',
  state = 'proposed',
}: Partial<BlockContent>): BlockContent {
  return { type, title, body, state }
}
