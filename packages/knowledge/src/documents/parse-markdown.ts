import { Lexer, type MarkedToken, type Token } from 'marked'
import { type BlockWriter, cleanText, createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'
import { writeHtmlBlocks } from './html-blocks.ts'
import { type ListText, createListText } from './list-text.ts'
import { inlineText } from './markdown-inline.ts'
import { parsePlain } from './parse-plain.ts'
import { tableText } from './table-text.ts'

/** GitHub's Markdown. Front matter gives the title and is left out. What nests too deep to be meant is read as plain text. */
export function parseMarkdown(source: string, limits: { characters: number }): ParsedDocument {
  const { title, text } = splitFrontMatter(cleanText(source))
  const write = createBlockWriter(limits)
  try {
    writeTokens(new Lexer({ gfm: true }).lex(text), write)
  } catch (error) {
    // Stack overflow, for instance at 100,000 ">": there is no Markdown that isn't valid, so this is text.
    if (!(error instanceof RangeError)) throw error
    return parsePlain(text, limits)
  }
  // Nothing but marks, for instance a fence that never ends: the marks are its text.
  return write.isEmpty() ? parsePlain(text, limits) : write.finish({ title })
}

function splitFrontMatter(text: string): { title: string | null; text: string } {
  // A key right after the dashes: otherwise they are a rule across the page.
  const found = /^---[^\S\n]*\n(?=[\w-]+[^\S\n]*:)([^]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/.exec(text)
  if (found === null) return { title: null, text }
  const title = /^title[^\S\n]*:[^\S\n]*(.+)$/m.exec(found[1] ?? '')?.[1]?.trim() ?? null
  return { title: title?.replace(/^(["'])(.*)\1$/, '$2') ?? null, text: text.slice(found[0].length) }
}

function writeTokens(tokens: readonly Token[], write: BlockWriter): void {
  for (const token of tokens) writeToken(known(token), write)
}

function writeToken(token: MarkedToken, write: BlockWriter): void {
  switch (token.type) {
    case 'heading':
      return write.heading(token.depth, inlineText(token.tokens))
    case 'paragraph':
      return write.add('paragraph', inlineText(token.tokens))
    case 'text':
      return write.add('paragraph', token.tokens ? inlineText(token.tokens) : token.text)
    case 'code':
      return write.add('code', token.text)
    case 'blockquote':
      return writeTokens(token.tokens, write)
    case 'html':
      return void writeHtmlBlocks(token.text, write)
    case 'list': {
      const list = createListText()
      writeList(token, list)
      return write.add('list', list.join())
    }
    case 'table': {
      const header = token.header.map((cell) => inlineText(cell.tokens))
      const rows = token.rows.map((row) => row.map((cell) => inlineText(cell.tokens)))
      return write.add('table', tableText(header, rows))
    }
  }
}

function writeList(token: MarkedToken & { type: 'list' }, list: ListText): void {
  list.open(token.ordered ? Number(token.start) || 1 : null)
  for (const item of token.items) {
    list.item()
    for (const child of item.tokens.map(known)) writeItemPart(child, list)
  }
  list.close()
}

function writeItemPart(token: MarkedToken, list: ListText): void {
  if (token.type === 'list') return writeList(token, list)
  if (token.type === 'space' || token.type === 'checkbox') return
  const isText = token.type === 'text' || token.type === 'paragraph' || token.type === 'heading'
  if (isText) return list.text(token.tokens ? inlineText(token.tokens) : token.text)
  // A code block, quotation or table inside an item: its lines, as they are.
  for (const line of token.raw.split('\n')) list.text(line.trim())
}

/** The lexer gets no extensions, so every token is one of its own; its types allow for others. */
function known(token: Token): MarkedToken {
  return token as MarkedToken
}
