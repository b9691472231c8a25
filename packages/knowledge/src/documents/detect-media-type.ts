import { KnowledgeError } from '../knowledge-error.ts'
import { decodeText, findDeclaredCharset } from './decode-text.ts'
import type { MediaType } from './document.ts'
import { DOCUMENT_LIMITS } from './limits.ts'
import { describeOffice, describeType } from './foreign-types.ts'
import { encryptedZip, openZip } from './zip-contents.ts'

/** Enough to tell text from anything else, little enough to look at beside the event loop's other work. */
const SAMPLE_BYTES = 65_536

/** 10 ms. */
const LOOKED_THROUGH_BYTES = 1_048_576

const DOCX: MediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Decided by the bytes. The name is only a hint where bytes have no signature: Markdown, CSV and plain text, and HTML that starts
 * without its doctype. Throws KnowledgeError `unsupported_document` (its message says what the file is), `empty_document`, and for
 * archives `encrypted_document`, `damaged_document` and `document_too_large`.
 */
export async function detectMediaType(bytes: Uint8Array, name: string): Promise<MediaType> {
  if (bytes.length === 0) throw new KnowledgeError('empty_document', 'This file is empty.')
  if (isPdf(bytes)) return 'application/pdf'
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return detectArchive(bytes)
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) throw refuseCompoundFile(bytes)
  const text = decodeText(bytes.subarray(0, SAMPLE_BYTES), findDeclaredCharset(bytes))
  if (text === null) throw unsupported(await describeType(bytes))
  if (text.startsWith('{\\rtf')) throw unsupported('an RTF document')
  if (text.startsWith('%!PS')) throw unsupported('a PostScript document')
  // Control characters are rare in text: the few bytes of a tiny picture would pass for one.
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x08]/.test(text)) await refuseKnownBinary(bytes)
  // A larger file that begins with nothing but blanks is for the reader to look through, in its own process.
  if (text.trim() === '' && bytes.length <= LOOKED_THROUGH_BYTES && (decodeText(bytes) ?? '').trim() === '')
    throw new KnowledgeError('empty_document', 'There is no text in this file.')
  return detectTextType(text, name)
}

/** Readers take up to a KiB of anything in front of the header (PDF 1.7, appendix H, note 13). */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-')
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return Buffer.from(bytes.subarray(0, signature.length)).equals(Buffer.from(signature, 'latin1'))
}

async function detectArchive(bytes: Uint8Array): Promise<MediaType> {
  const { entries } = await openZip(bytes, DOCUMENT_LIMITS)
  const names = [...entries.keys()]
  // Word for the web numbers its main part: word/document2.xml.
  if (!names.some((name) => /^word\/document\d*\.xml$/.test(name))) throw unsupported(describeOffice(names))
  if ([...entries.values()].some((entry) => entry.isEncrypted())) throw encryptedZip()
  return DOCX
}

/** The container of Word, Excel and PowerPoint before 2007, and of newer files with a password. */
function refuseCompoundFile(bytes: Uint8Array): KnowledgeError {
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    'EncryptedPackage',
    0,
    'utf16le',
  )
  return isEncrypted ? encryptedZip() : unsupported('an old Word, Excel or PowerPoint file (.doc, .xls, .ppt)')
}

async function refuseKnownBinary(bytes: Uint8Array): Promise<void> {
  const { fileTypeFromBuffer } = await import('file-type')
  if (await fileTypeFromBuffer(bytes.subarray(0, 4_100))) throw unsupported(await describeType(bytes))
}

function detectTextType(text: string, name: string): MediaType {
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(firstElement(text.slice(0, 4_096)))) return 'text/html'
  const extension = /\.([a-z]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (['html', 'htm', 'xhtml'].includes(extension) && /<[a-z][^<>]*>/i.test(text)) return 'text/html'
  if (['md', 'markdown', 'mdx', 'mkd'].includes(extension)) return 'text/markdown'
  return ['csv', 'tsv'].includes(extension) ? 'text/csv' : 'text/plain'
}

/** A text from its first element on, behind comments and a declaration. By hand: a pattern would try them in 2^n ways. */
function firstElement(text: string): string {
  for (let rest = text.trimStart(); ; rest = rest.trimStart()) {
    const closing = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?xml') ? '>' : null
    const end = closing === null ? -1 : rest.indexOf(closing)
    if (closing === null || end < 0) return rest
    rest = rest.slice(end + closing.length)
  }
}

function unsupported(what: string): KnowledgeError {
  return new KnowledgeError(
    'unsupported_document',
    `This is ${what}. Upload a PDF, a Word document (.docx), Markdown, HTML, CSV or plain text.`,
  )
}
