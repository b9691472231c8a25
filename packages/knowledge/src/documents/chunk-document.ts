import { findCut, findOverlap } from './cut-text.ts'
import { BLOCK_SEPARATOR, type Block, type Chunk, type ParsedDocument, documentText } from './document.ts'

export type ChunkOptions = {
  /** UTF-16 code units, at least 100. 1,200 (about 300 tokens, 200 words): a passage that one can read at a glance and cite. */
  maxChars?: number
  /** How much of the chunk before is repeated where a block was cut in two, at most a quarter of `maxChars`. */
  overlapChars?: number
}

type Sizes = { max: number; overlap: number }

/** A part of the text that stays together: headings with the start of what follows them, or a part of a block. */
type Unit = { start: number; end: number; blocks: Block[]; opens: 'top' | 'section' | null }

/**
 * Cuts a document into passages by its structure, then by size. No chunk crosses a heading of the top level, no heading ends one,
 * and lists, tables and code stay whole where they fit. Pure; every character that is not white space is in at least one chunk.
 */
export function chunkDocument(document: ParsedDocument, options: ChunkOptions = {}): Chunk[] {
  const { maxChars: max = 1_200, overlapChars: overlap = Math.floor(max / 10) } = options
  if (!(max >= 100 && overlap >= 0 && overlap <= max / 4)) {
    throw new RangeError(`maxChars must be at least 100, and overlapChars at most a quarter of it: ${max}, ${overlap}`)
  }
  const text = documentText(document.blocks)
  return pack(findUnits(document.blocks, text, { max, overlap }), max).map((units, index) =>
    toChunk(units, text, index),
  )
}

function* findUnits(blocks: readonly Block[], text: string, sizes: Sizes): Generator<Unit> {
  let start = 0
  let headings: Headings | null = null
  for (const block of blocks) {
    const end = start + block.text.length
    const isTop = block.kind === 'heading' && block.headings.length === 0
    // Headings wait for what stands under them; a chain that takes half the room goes alone.
    const isFull = headings !== null && end - headings.start > sizes.max && start - headings.start > sizes.max / 2
    if (headings !== null && (isTop || isFull)) {
      yield* split(
        { ...headings, kind: 'heading', from: headings.start, end: start - BLOCK_SEPARATOR.length },
        text,
        sizes,
      )
      headings = null
    }
    const waiting: Headings = { start: headings?.start ?? start, blocks: [...(headings?.blocks ?? []), block] }
    headings = block.kind === 'heading' ? waiting : null
    if (block.kind !== 'heading') yield* split({ ...waiting, kind: block.kind, from: start, end }, text, sizes)
    start = end + BLOCK_SEPARATOR.length
  }
  if (headings !== null)
    yield* split({ ...headings, kind: 'heading', from: headings.start, end: text.length }, text, sizes)
}

type Headings = { start: number; blocks: Block[] }

/** `start..end` of the text, to be cut not before `from`, where the last of the blocks begins. */
type Span = { start: number; blocks: Block[]; kind: Block['kind']; from: number; end: number }

/** One unit where it fits, otherwise parts of it, each with the end of the part before. */
function* split(span: Span, text: string, { max, overlap }: Sizes): Generator<Unit> {
  const { kind, end } = span
  let { from } = span
  let unit = { start: span.start, blocks: span.blocks, opens: opensOf(span.blocks) }
  let covered = span.start
  while (end - unit.start > max) {
    const cut = findCut(text, kind, { from, room: max - (from - unit.start) })
    const trimmed = unit.start + text.slice(unit.start, cut).trimEnd().length
    const next = skipSpace(text, { cut, end, kind })
    // Nothing but white space was added: code may be indented by more than a chunk.
    if (trimmed > Math.max(covered, unit.start)) yield { ...unit, end: trimmed }
    covered = Math.max(covered, trimmed)
    // Never back to where the last part began: parts must go forward.
    const size = trimmed > from ? Math.min(overlap, next - from - 1) : 0
    unit = { start: findOverlap(text, kind, { next, size }), blocks: span.blocks.slice(-1), opens: null }
    from = next
  }
  yield { ...unit, end }
}

function opensOf(blocks: readonly Block[]): Unit['opens'] {
  const [first] = blocks
  if (first?.kind !== 'heading') return null
  return first.headings.length === 0 ? 'top' : 'section'
}

/** Lines of code keep their indentation. */
function skipSpace(text: string, { cut, end, kind }: { cut: number; end: number; kind: Block['kind'] }): number {
  const ink = kind === 'code' ? /[^\n]/g : /\S/g
  ink.lastIndex = cut
  return Math.min(end, ink.exec(text)?.index ?? end)
}

function pack(units: Iterable<Unit>, max: number): Unit[][] {
  const chunks: Unit[][] = []
  for (const unit of units) {
    const chunk = chunks.at(-1)
    const start = chunk?.[0]?.start ?? 0
    const length = (chunk?.at(-1)?.end ?? 0) - start
    // A section begins a chunk of its own unless the one before is a line or two: what is cited should be of one matter.
    const isBreak = unit.opens === 'top' || (unit.opens === 'section' && length > max / 6)
    if (chunk === undefined || isBreak || unit.end - start > max) chunks.push([unit])
    else chunk.push(unit)
  }
  return chunks
}

function toChunk(units: readonly Unit[], text: string, index: number): Chunk {
  const blocks = units.flatMap((unit) => unit.blocks)
  const start = units[0]?.start ?? 0
  const end = units.at(-1)?.end ?? 0
  const bodies = blocks.filter(({ kind }) => kind !== 'heading').map(({ headings }) => headings)
  const paths = bodies.length > 0 ? bodies : blocks.map((block) => [...block.headings, block.text])
  return {
    index,
    text: text.slice(start, end),
    page: blocks[0]?.page ?? null,
    page_end: blocks.at(-1)?.page ?? null,
    headings: commonPath(paths),
    start,
    end,
  }
}

function commonPath(paths: readonly string[][]): string[] {
  const [first = [], ...others] = paths
  const length = others.reduce((shared, path) => Math.min(shared, matching(first, path)), first.length)
  return first.slice(0, length)
}

function matching(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((heading, at) => heading !== b[at])
  return differs === -1 ? a.length : differs
}
