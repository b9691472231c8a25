// The reading process: one document, then it is killed. Started by read-document.ts with an empty environment.
import { KnowledgeError } from '../knowledge-error.ts'
import { chunkDocument } from './chunk-document.ts'
import { documentText } from './document.ts'
import { parseDocument } from './parse-document.ts'
import type { ReaderMessage, ReaderOrder } from './reader-messages.ts'

/** UTF-16 code units a message: 0.2 ms of the reader's event loop. */
const MESSAGE_CHARS = 65_536

/** Of the whole work, as it was measured with PDFs; with other formats parsing is too short to be watched. */
const PARSING_SHARE = 0.9

// Nobody is left to read the answer. In a loop that never ends this isn't heard: the limit of processor time ends that.
process.on('disconnect', () => process.exit(1))
process.once('message', (order: ReaderOrder) => void answer(order))
// A document can name addresses; nothing here may follow them.
Reflect.deleteProperty(globalThis, 'fetch')
Reflect.deleteProperty(globalThis, 'WebSocket')

async function answer(order: ReaderOrder): Promise<void> {
  try {
    await read(order)
  } catch (error) {
    if (error instanceof KnowledgeError) return send({ type: 'failed', code: error.code, message: error.message })
    send({ type: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

async function read({ mediaType, limits, chunking, withText }: ReaderOrder): Promise<void> {
  const progress = (fraction: number, label: string): void => {
    send({ type: 'progress', fraction: fraction * PARSING_SHARE, label })
  }
  const bytes = await readInput()
  progress(0, 'Reading')
  const document = await parseDocument(bytes, mediaType, { limits, progress })
  progress(1, 'Cutting into passages')
  sendChunks(chunkDocument(document, chunking))
  const { title, pages, characters } = document
  if (withText) sendText(documentText(document.blocks))
  send({ type: 'done', document: { title, pages, characters } })
}

async function readInput(): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  // pdf.js refuses a Buffer.
  return new Uint8Array(all.buffer, all.byteOffset, all.byteLength)
}

function sendChunks(chunks: ReturnType<typeof chunkDocument>): void {
  let batch: typeof chunks = []
  let characters = 0
  for (const chunk of chunks) {
    batch.push(chunk)
    characters += chunk.text.length
    if (characters < MESSAGE_CHARS) continue
    send({ type: 'chunks', chunks: batch })
    batch = []
    characters = 0
  }
  send({ type: 'chunks', chunks: batch })
}

function sendText(text: string): void {
  for (let at = 0; at < text.length; at += MESSAGE_CHARS)
    send({ type: 'text', text: text.slice(at, at + MESSAGE_CHARS) })
}

function send(message: ReaderMessage): void {
  process.send?.(message)
}
