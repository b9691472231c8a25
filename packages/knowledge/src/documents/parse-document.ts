import { KnowledgeError } from '../knowledge-error.ts'
import { decodeText, findDeclaredCharset } from './decode-text.ts'
import type { MediaType, ParsedDocument } from './document.ts'
import type { ParseContext } from './parse-context.ts'

/**
 * Bytes → blocks, in this process: for bytes that can be trusted; `readDocument` is for others. Each parser is imported when it is
 * needed, as they take up to 130 ms. Throws KnowledgeError `unsupported_document`, `empty_document`, `encrypted_document`,
 * `damaged_document`, `document_too_large`.
 */
export async function parseDocument(
  bytes: Uint8Array,
  mediaType: MediaType,
  context: ParseContext,
): Promise<ParsedDocument> {
  switch (mediaType) {
    case 'application/pdf':
      return (await import('./parse-pdf.ts')).parsePdf(bytes, context)
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return (await import('./parse-docx.ts')).parseDocx(bytes, context.limits)
    case 'text/html':
      return (await import('./parse-html.ts')).parseHtml(read(bytes, findDeclaredCharset(bytes)), context.limits)
    case 'text/markdown':
      return (await import('./parse-markdown.ts')).parseMarkdown(read(bytes), context.limits)
    case 'text/csv':
      return (await import('./parse-csv.ts')).parseCsv(read(bytes), context.limits)
    case 'text/plain':
      return (await import('./parse-plain.ts')).parsePlain(read(bytes), context.limits)
  }
}

function read(bytes: Uint8Array, charset: string | null = null): string {
  const text = decodeText(bytes, charset)
  if (text === null)
    throw new KnowledgeError('unsupported_document', 'This file is not text: its type is not what it says.')
  return text
}
