import { Buffer } from 'node:buffer'
import { nameOf } from './collection.ts'
import type { HostCall } from './host-calls.ts'

/** 3 MiB at once: 4 MiB in base64, half a frame. */
const readBytes = 3_145_728
/** Passages that were cut out of one paragraph share up to so many characters. */
const overlapChars = 300
const plainTypes = ['text/plain', 'text/markdown', 'text/csv']

type FileInfo = { file_id: string; name: string; media_type: string; state: string }
type Passage = { text: string; page: number | null; headings: string[] }
type Page<Item> = { items: Item[]; next_cursor: string | null }

/** `files` of a program. */
export function createFiles(call: HostCall) {
  const pages = async function* <Item>(name: string, args: object): AsyncGenerator<Item> {
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page: Page<Item> = await call(name, JSON.stringify({ ...args, cursor }))
      yield* page.items
      cursor = page.next_cursor
    }
  }
  const list = async ({ collection }: { collection?: unknown } = {}): Promise<FileInfo[]> =>
    gather(pages('files.list', { collection: collection === undefined ? null : nameOf(collection) }))
  const passages = async (file: unknown): Promise<Passage[]> => gather(pages('files.passages', { file_id: idOf(file) }))

  const read = async (file: unknown): Promise<Uint8Array> => {
    const file_id = idOf(file)
    const parts: Buffer[] = []
    for (let offset = 0; ;) {
      const args = JSON.stringify({ file_id, offset, length: readBytes })
      const { bytes, size_bytes } = await call<{ bytes: string; size_bytes: number }>('files.read', args)
      const part = Buffer.from(bytes, 'base64')
      parts.push(part)
      offset += part.length
      if (part.length === 0 || offset >= size_bytes) return new Uint8Array(Buffer.concat(parts))
    }
  }
  const find = async (id: string): Promise<FileInfo> => {
    for await (const info of pages<FileInfo>('files.list', { collection: null })) if (info.file_id === id) return info
    throw new Error(`There is no file ${id}`)
  }
  const text = async (file: unknown): Promise<string> => {
    const info = isInfo(file) ? file : await find(idOf(file))
    if (plainTypes.includes(info.media_type)) return decode(await read(info))
    if (info.state !== 'indexed') throw new Error(`"${info.name}" is not indexed yet (${info.state})`)
    return joinPassages((await passages(info)).map((passage) => passage.text))
  }
  return Object.freeze({ list, read, text, passages })
}

async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

function isInfo(file: unknown): file is FileInfo {
  return typeof file === 'object' && file !== null && 'media_type' in file && 'state' in file && 'file_id' in file
}

function idOf(file: unknown): string {
  const id = isInfo(file) ? file.file_id : file
  if (typeof id !== 'string') throw new TypeError('A file is given by its id, or by what files.list() has of it')
  return id
}

/** UTF-8, or what a byte-order mark says. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes)
}

/** Passages one after the other, without what each repeats of the one before. */
function joinPassages(texts: string[]): string {
  return texts.map((text, at) => (at === 0 ? text : continuation(texts[at - 1] ?? '', text))).join('')
}

function continuation(before: string, text: string): string {
  for (let size = Math.min(overlapChars, text.length); size >= 20; size--) {
    if (before.endsWith(text.slice(0, size))) return text.slice(size)
  }
  return `\n\n${text}`
}
