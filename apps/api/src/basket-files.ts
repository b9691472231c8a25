import { MAX_DUMP_CHARS } from '@outlast/contract'
import type { LibraryDocument, LibraryFiles } from './features/baskets/basket-deps.ts'
import { type FileRow, findFile } from './features/files/repository.ts'
import { toFile } from './features/files/wire.ts'
import { type PassageRow, readPassages } from './features/library/item-repository.ts'
import type { LibraryDeps } from './features/library/library-deps.ts'

/** The library as baskets have it: documents whose text can be read. Those that are attached to threads are not there. */
export function basketFiles({ database, engine }: Pick<LibraryDeps, 'database' | 'engine'>): LibraryFiles {
  const find = (workspaceId: string, fileId: string): Promise<FileRow | null> =>
    findFile(database, { workspaceId, sessionId: null }, fileId)
  return {
    async find(workspaceId, fileIds) {
      const rows = await Promise.all(fileIds.map((fileId) => find(workspaceId, fileId)))
      return rows.flatMap((row) => row?.id ?? [])
    },
    async read(workspaceId, fileId, { onWait, ...wait }) {
      const row = await find(workspaceId, fileId)
      if (row === null || row.indexedAt !== null || row.jobId === null || !isUnderWay(row)) return read(row)
      onWait(row.name)
      await engine.waitForEnd(row.jobId, wait)
      return read(await find(workspaceId, fileId))
    },
  }

  async function read(row: FileRow | null): Promise<LibraryDocument | null> {
    if (row === null) return null
    const { name } = row
    if (row.indexedAt === null) return { name, text: '', state: 'unread', reason: reasonOf(row) }
    // One character more than can be analysed tells that there is more.
    const passages = await readPassages(database, row.id, MAX_DUMP_CHARS + 1)
    return { name, text: joinPassages(passages), state: 'read' }
  }
}

function isUnderWay({ jobStatus }: FileRow): boolean {
  return jobStatus === 'queued' || jobStatus === 'running'
}

function reasonOf(row: FileRow): string {
  if (isUnderWay(row)) return 'it is still being indexed; try again when it is in the library.'
  return toFile(row).error?.detail ?? 'its indexing was stopped; index it again in the library.'
}

/** A passage repeats at most so much of the end of the one before. */
const MAX_OVERLAP_CHARS = 400

/** The text of a document from its passages: what two of them share is there once, and headings are marked as such. */
export function joinPassages(passages: readonly PassageRow[]): string {
  const parts = passages.map(({ text, headings }, at) => {
    const before = passages[at - 1]?.text ?? ''
    const own = text.slice(overlapOf(before, text))
    return { text: markHeadings(own, headings), glue: own.length < text.length ? '' : '\n\n' }
  })
  return parts.map(({ text, glue }, at) => (at === 0 ? text : glue + text)).join('')
}

function overlapOf(before: string, text: string): number {
  for (let length = Math.min(MAX_OVERLAP_CHARS, text.length - 1); length >= 8; length -= 1) {
    if (before.endsWith(text.slice(0, length))) return length
  }
  return 0
}

/** In passages headings stand as lines like any other; the first line of their words is made a heading of Markdown. */
function markHeadings(text: string, headings: readonly string[]): string {
  const waiting = headings.map((heading, level) => ({ heading, mark: `${'#'.repeat(Math.min(level + 1, 6))} ` }))
  const lines = text.split('\n').map((line) => {
    const at = waiting.findIndex(({ heading }) => heading === line.trim())
    const [found] = at === -1 ? [] : waiting.splice(at, 1)
    return found === undefined ? line : found.mark + line.trim()
  })
  return lines.join('\n')
}
