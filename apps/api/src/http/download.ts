import { Readable } from 'node:stream'
import { create as contentDisposition } from 'content-disposition'
import type { Response } from 'express'

/** A document to be saved. */
export type ExportedDocument = { name: string; mediaType: string; text: string }

/** Answers with a document that browsers save. */
export function sendDocument(response: Response, { name, mediaType, text }: ExportedDocument): Readable {
  response.setHeader('content-type', mediaType)
  response.setHeader('content-disposition', contentDisposition(name, { type: 'attachment' }))
  // Whatever is in it: opened as a page of this origin it runs nothing.
  response.setHeader('content-security-policy', "default-src 'none'; sandbox")
  return Readable.from([Buffer.from(text)], { objectMode: false })
}

/** A name that no file system takes for a path, a device or a hidden file. */
export function fileNameOf(title: string, ifEmpty: string): string {
  const words = title.replaceAll(/[\p{C}/\\:*?"<>|.]+/gu, ' ')
  return oneLine(words).slice(0, 80).toWellFormed() || ifEmpty
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
