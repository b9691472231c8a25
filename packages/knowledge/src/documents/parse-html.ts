import { createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'
import { writeHtmlBlocks } from './html-blocks.ts'

/** What a reader sees of a page, without its navigation. */
export function parseHtml(html: string, limits: { characters: number }): ParsedDocument {
  const write = createBlockWriter(limits)
  const title = writeHtmlBlocks(html, write)
  return write.finish({ title })
}
