import { cleanText, createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'

/** Paragraphs are what stands between empty lines and form feeds; their line breaks stay. */
export function parsePlain(text: string, limits: { characters: number }): ParsedDocument {
  const write = createBlockWriter(limits)
  for (const paragraph of cleanText(text).split(/\f|\n[^\S\n]*(?=\n)/)) write.add('paragraph', paragraph)
  return write.finish({ title: null })
}
