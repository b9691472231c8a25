import { setImmediate } from 'node:timers/promises'
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl'
import { KnowledgeError } from '../knowledge-error.ts'

export type ZipLimits = { zipEntries: number; zipBytes: number }

/** The central directory, in which the last of several entries with one name counts. Nothing is unpacked. */
export type ZipContents = { file: ZipFile; entries: Map<string, Entry> }

/**
 * Throws KnowledgeError: `damaged_document` when the archive can't be read, `document_too_large` when it says itself that it holds
 * more than allowed. What it doesn't admit is counted by `unpack`.
 */
export async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<ZipContents> {
  const file = await readable(() => fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  if (file.entryCount > limits.zipEntries) throw tooLarge()
  const entries = new Map<string, Entry>()
  let declared = 0
  await readable(async () => {
    for await (const entry of file.eachEntry()) {
      declared += entry.uncompressedSize
      if (declared > limits.zipBytes) throw tooLarge()
      entries.set(entry.fileName, entry)
      // yauzl reads memory without a pause: 10,000 names held up the event loop for 250 ms.
      if (entries.size % 256 === 0) await setImmediate()
    }
  })
  return { file, entries }
}

/** Unpacks the named entries, counting as it goes: a header can say anything. */
export async function unpack(zip: ZipContents, names: string[], limits: ZipLimits): Promise<Map<string, Buffer>> {
  const unpacked = new Map<string, Buffer>()
  let total = 0
  for (const name of names) {
    const entry = zip.entries.get(name)
    if (entry === undefined) continue
    if (entry.isEncrypted()) throw encryptedZip()
    const pieces: Buffer[] = []
    await readable(async () => {
      for await (const piece of await zip.file.openReadStreamPromise(entry)) {
        total += piece.length
        if (total > limits.zipBytes) throw tooLarge()
        pieces.push(piece)
      }
    })
    unpacked.set(name, Buffer.concat(pieces))
  }
  return unpacked
}

export function encryptedZip(): KnowledgeError {
  return new KnowledgeError(
    'encrypted_document',
    'This file is protected by a password: save it without one and upload it again.',
  )
}

/** What yauzl and zlib throw is about the bytes. */
async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof KnowledgeError) throw cause
    throw new KnowledgeError(
      'damaged_document',
      'This file is damaged or incomplete: its archive cannot be unpacked. Save it again and upload it once more.',
      { cause },
    )
  }
}

function tooLarge(): KnowledgeError {
  return new KnowledgeError(
    'document_too_large',
    'This file unpacks to far more than a document holds: save it without its attachments and upload it again.',
  )
}
