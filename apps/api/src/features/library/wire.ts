import { type Item, Metadata } from '@outlast/contract'
import type { ItemRow } from './item-repository.ts'

export function toItem(row: ItemRow): Item {
  const { key, text, metadata, fileId, fileName, position, page, pageEnd, headings } = row
  const place = { page, page_end: pageEnd, position: position ?? 0, headings: [...headings] }
  const source = fileId === null ? null : { file_id: fileId, name: fileName ?? '', ...place }
  return { id: key, text, metadata: toMetadata(metadata), source }
}

/** Metadata as it was stored; the contract let it in. */
export function toMetadata(stored: unknown): Metadata {
  return Metadata.parse(stored)
}

/** What is embedded and searched: the text under its headings, which a passage from the middle of a section lacks. */
export function indexedText({ text, headings }: { text: string; headings: readonly string[] }): string {
  return [...headings.filter((heading) => !text.includes(heading)), text].join('\n')
}
