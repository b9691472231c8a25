import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { type EmbeddingModel, embedMany } from 'ai'
import { z } from 'zod'
import { KnowledgeError } from '../knowledge-error.ts'
import { splitIntoBatches } from './batches.ts'
import { type Embedder, toUnitLength } from './embedder.ts'
import { withRetries } from './retry.ts'
import { explain } from './server-error.ts'
import { traceRequest } from './trace-request.ts'

export type OpenAiEmbedderOptions = {
  /** With its version, as in `https://api.openai.com/v1`. */
  baseUrl: string
  /** Empty for servers that need none. */
  apiKey: string
  model: string
  /** What the model's vectors are known to have (see `probeDimension`); another one in an answer is refused. */
  dimension: number
  /** Asks the server for vectors of `dimension`, which only some models can shorten theirs to. */
  requestDimension?: boolean
  /** For one request, not for all of a call. Default 60 s. */
  timeoutMs?: number
  /** Attempts for each request beyond the first. Default 5: half a minute without Retry-After. */
  retries?: number
  /** The first pause before an attempt, which then doubles. Default 1 s. */
  backOffMs?: number
}

/** Requests at once: more only come upon the server's limits sooner. */
const PARALLEL = 2

/** Embeds on a server that speaks OpenAI's protocol: OpenAI, Ollama, vLLM, LM Studio. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const model = connect(options)
  return {
    model: `${options.model}-${options.dimension}`,
    dimension: options.dimension,
    async embed(texts, { signal } = {}) {
      signal?.throwIfAborted()
      const vectors: Float32Array[] = []
      const stop = new AbortController()
      const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
      const batches = splitIntoBatches(texts)
      const next = batches.entries()
      const work = async (): Promise<void> => {
        for (const [, { start, texts }] of next) {
          const answered = await request(model, { ...options, texts, signal: both })
          for (const [i, values] of answered.entries()) vectors[start + i] = checked(values, options)
        }
      }
      try {
        await Promise.all(Array.from({ length: Math.min(PARALLEL, batches.length) }, work))
      } finally {
        // Where one request has failed for good, the others are not waited for.
        stop.abort()
      }
      return vectors
    },
  }
}

/** Asks the server for one vector and tells its dimension. Throws `embedding_failed`. */
export async function probeDimension(
  options: Omit<OpenAiEmbedderOptions, 'dimension' | 'requestDimension'>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const asked = { ...options, texts: ['dimension'], signal: signal ?? new AbortController().signal }
  const [vector = []] = await request(connect(options), asked)
  if (vector.length === 0) throw failed(`${options.model} answered with an empty vector.`)
  return vector.length
}

function connect({ baseUrl, apiKey, model }: { baseUrl: string; apiKey: string; model: string }): EmbeddingModel {
  return createOpenAICompatible({
    name: 'embeddings',
    baseURL: baseUrl,
    ...(apiKey === '' ? {} : { apiKey }),
  }).embeddingModel(model)
}

type Request = Omit<OpenAiEmbedderOptions, 'dimension'> & { dimension?: number; texts: string[]; signal: AbortSignal }

async function request(model: EmbeddingModel, options: Request): Promise<number[][]> {
  const { texts, signal, timeoutMs = 60_000, retries = 5, backOffMs = 1_000 } = options
  const dimensions = options.requestDimension === true ? options.dimension : undefined
  // The SDK's own retries know no time-out of one attempt, and pass over a Retry-After of more than a minute.
  const attempt = async (): Promise<number[][]> => {
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const { embeddings, responses } = await traceRequest(options.model, texts.length, () =>
        embedMany({
          model,
          values: texts,
          maxRetries: 0,
          abortSignal: AbortSignal.any([signal, timeout]),
          ...(dimensions === undefined ? {} : { dimensions }),
        }),
      )
      return inOrder(embeddings, responses?.[0]?.body)
    } catch (error) {
      signal.throwIfAborted()
      throw explain(error, { ...options, timeoutMs, timedOut: timeout.aborted })
    }
  }
  return withRetries(attempt, { retries, backOffMs, signal })
}

const Indexed = z.object({ data: z.array(z.object({ index: z.number() })) })

/** The protocol numbers its answers, which the SDK passes over. */
function inOrder(embeddings: number[][], body: unknown): number[][] {
  const { success, data } = Indexed.safeParse(body)
  if (!success) return embeddings
  const places = new Map(data.data.map(({ index }, at) => [index, at]))
  // Servers that call every vector 0 keep the order of the texts.
  if (places.size !== embeddings.length) return embeddings
  return embeddings.map((embedding, index) => embeddings[places.get(index) ?? -1] ?? embedding)
}

function checked(values: number[], { model, dimension }: OpenAiEmbedderOptions): Float32Array {
  if (values.length !== dimension)
    throw new KnowledgeError(
      'embedding_mismatch',
      `${model} answered with a vector of ${values.length} dimensions instead of ${dimension}. Set the model that the collection was made with, or embed the collection again.`,
    )
  const vector = Float32Array.from(values)
  if (!toUnitLength(vector)) throw failed(`${model} answered with a vector that is zero or not made of numbers.`)
  return vector
}

function failed(message: string): KnowledgeError {
  return new KnowledgeError('embedding_failed', message)
}
