import { KnowledgeError } from '../knowledge-error.ts'
import { BLOCK_SEPARATOR, type Block, type ParsedDocument } from './document.ts'

/** Collects blocks in reading order, and knows which headings each stands under. */
export type BlockWriter = {
  /** `level` from 1; levels may be skipped. A text too long for a heading becomes a paragraph. */
  heading(level: number, text: string, page?: number | null): void
  add(kind: Exclude<Block['kind'], 'heading'>, text: string, page?: number | null): void
  isEmpty(): boolean
  /** The title falls back on the first heading. Throws KnowledgeError `empty_document` when nothing was written. */
  finish(about: { title: string | null; pages?: number | null }): ParsedDocument
}

/** Chunks repeat the headings they stand under, so one of 10 MB would be copied thousands of times. */
const MAX_HEADING_CHARS = 300

/** `add` and `heading` throw KnowledgeError `document_too_large` once there are more characters than allowed. */
export function createBlockWriter(limits: { characters: number }): BlockWriter {
  const blocks: Block[] = []
  let characters = 0
  let path: { level: number; text: string }[] = []
  let headings: string[] = []

  const push = (block: Block): void => {
    if (block.text === '') return
    characters += block.text.length + (blocks.length === 0 ? 0 : BLOCK_SEPARATOR.length)
    if (characters > limits.characters) throw tooManyCharacters(limits.characters)
    blocks.push(block)
  }
  const add: BlockWriter['add'] = (kind, text, page = null) => {
    push({ kind, text: kind === 'code' ? trimLines(cleanText(text)) : cleanText(text).trim(), page, headings })
  }
  return {
    add,
    heading(level, raw, page = null) {
      const text = oneLine(raw)
      if (text.length > MAX_HEADING_CHARS) return add('paragraph', raw, page)
      if (text === '') return
      const above = path.filter((heading) => heading.level < level)
      push({ kind: 'heading', text, page, headings: above.map((heading) => heading.text) })
      path = [...above, { level, text }]
      headings = path.map((heading) => heading.text)
    },
    isEmpty: () => blocks.length === 0,
    finish({ title, pages = null }) {
      if (blocks.length === 0) throw new KnowledgeError('empty_document', 'There is no text in this document.')
      const known = oneLine(title ?? '') || (blocks.find(({ kind }) => kind === 'heading')?.text ?? '')
      return { title: known.slice(0, MAX_HEADING_CHARS).toWellFormed() || null, pages, blocks, characters }
    },
  }
}

/** Text as PostgreSQL takes it: NUL and lone surrogates become U+FFFD, CRLF and CR become LF. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD').replace(/\r\n?/g, '\n')
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

/** Without empty lines around it; the first line keeps its indentation. */
function trimLines(text: string): string {
  const end = text.trimEnd()
  const firstInk = end.search(/\S/)
  return end.slice(end.lastIndexOf('\n', Math.max(0, firstInk)) + 1)
}

function tooManyCharacters(limit: number): KnowledgeError {
  const millions = (limit / 1e6).toLocaleString('en')
  return new KnowledgeError(
    'document_too_large',
    `This document has more than ${millions} million characters of text: split it and upload the parts.`,
  )
}
