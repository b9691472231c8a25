import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChatPiece } from './chat-server.ts'

/** A text as a model would send it: a word a piece, with the space before it. */
export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? []
}

/** Pieces that look like an answer, the same for the same seed, each with its number: what is lost or doubled is seen. */
export function deterministicPieces(seed: string, count: number): string[] {
  const hash = createHash('sha256').update(seed).digest('hex')
  return Array.from({ length: count }, (_, at) => `${at === 0 ? '' : ' '}${hash.slice(at % 58, (at % 58) + 6)}-${at}`)
}

/** Sends the pieces at a fixed rate. A piece that is late does not make the next one later. */
export async function* atRate(pieces: Iterable<ChatPiece>, tokensPerSecond: number): AsyncGenerator<ChatPiece> {
  const startedAt = performance.now()
  let sent = 0
  for (const piece of pieces) {
    const dueInMs = startedAt + (sent * 1000) / tokensPerSecond - performance.now()
    if (dueInMs > 0) await delay(dueInMs)
    yield piece
    sent += 1
  }
}

/** The piece for ever: a model that does not find an end. */
export function* endless(piece: ChatPiece): Generator<ChatPiece> {
  for (;;) yield piece
}

/** The pieces, and then silence. */
export async function* thenSilence(...pieces: ChatPiece[]): AsyncGenerator<ChatPiece> {
  yield* pieces
  await new Promise(() => undefined)
}
