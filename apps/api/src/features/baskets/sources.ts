import { type BasketAnalyzeInput, MAX_DUMP_CHARS, type Source } from '@outlast/contract'
import { type JobContext, JobFailure } from '@outlast/jobs'
import { notFound } from '../../http/app-error.ts'
import type { BasketDeps, BasketRef, LibraryDocument, SourceText } from './basket-deps.ts'
import { findDump, findDumpIds } from './dump-repository.ts'

type Deps = Pick<BasketDeps, 'database' | 'files'>

/** Throws `not_found` unless all these sources are this basket's dumps and this workspace's documents. */
export async function checkSources(deps: Deps, ref: BasketRef, sources: readonly Source[]): Promise<void> {
  const dumpIds = idsOf(sources, 'raw_dump')
  const fileIds = idsOf(sources, 'file')
  const dumps = dumpIds.length === 0 ? [] : await findDumpIds(deps.database, ref.basketId, dumpIds)
  if (dumps.length < dumpIds.length) throw notFound('dump in this basket')
  const files = fileIds.length === 0 ? [] : await deps.files.find(ref.workspaceId, fileIds)
  if (files.length < fileIds.length) throw notFound('document in the library')
}

function idsOf(sources: readonly Source[], type: 'raw_dump' | 'file'): string[] {
  return [...new Set(sources.flatMap((source) => (source.type === type ? source.id : [])))]
}

/** As long as one waits for a document that is still being indexed. */
const INDEXING_MS = 900_000

/** The texts of the sources, in their order. What cannot be read any more fails the job. */
export async function readSources(
  deps: Deps,
  ctx: JobContext,
  { basket_id, sources }: BasketAnalyzeInput,
): Promise<SourceText[]> {
  const texts: SourceText[] = []
  for (const source of sources) {
    ctx.signal.throwIfAborted()
    const text = await readSource(deps, ctx, { basketId: basket_id, source })
    if (text.text.length > MAX_DUMP_CHARS) throw tooLong(text)
    texts.push(text)
  }
  if (texts.every(({ text }) => text.trim() === '')) {
    throw new JobFailure('empty_sources', 'There is no text in these sources.')
  }
  return texts
}

async function readSource(
  deps: Deps,
  ctx: JobContext,
  { basketId, source }: { basketId: string; source: Source },
): Promise<SourceText> {
  switch (source.type) {
    case 'text':
      return { type: 'text', name: 'Text', text: source.content }
    case 'raw_dump': {
      const dump = await findDump(deps.database, basketId, source.id)
      if (dump === null) throw new JobFailure('source_deleted', 'A dump was deleted before it was read.')
      return { type: 'raw_dump', name: `Note of ${dump.createdAt.toISOString().slice(0, 10)}`, text: dump.content }
    }
    case 'file': {
      const document = await readDocument(deps, ctx, source.id)
      return { type: 'file', name: document.name, text: document.text }
    }
  }
}

async function readDocument({ files }: Deps, ctx: JobContext, fileId: string): Promise<LibraryDocument> {
  const document = await files.read(ctx.workspaceId, fileId, {
    timeoutMs: INDEXING_MS,
    signal: ctx.signal,
    onWait: (name) => ctx.progress(0, `Waiting for ${name} to be indexed`),
  })
  ctx.signal.throwIfAborted()
  if (document === null) throw new JobFailure('source_deleted', 'A document was deleted before it was read.')
  if (document.state === 'read') return document
  throw new JobFailure('source_unreadable', `${document.name} cannot be read: ${document.reason}`)
}

function tooLong({ name, text }: SourceText): JobFailure {
  const [has, most] = [text.length, MAX_DUMP_CHARS].map((chars) => chars.toLocaleString('en'))
  const detail = `${name} has ${has} characters or more; at most ${most} can be analysed at once: give parts of it.`
  return new JobFailure('source_too_long', detail)
}
