import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { KnowledgeError } from '../knowledge-error.ts'
import { createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'
import type { ParseContext } from './parse-context.ts'
import { writePages } from './pdf-blocks.ts'
import { type Line, readLines } from './pdf-lines.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * Text, page by page. Nothing is drawn, so no font, picture or script of the file is needed. This build of pdf.js evaluates no
 * strings as code (older ones had `isEvalSupported`); the process it runs in forbids it besides.
 */
export async function parsePdf(bytes: Uint8Array, { limits, progress }: ParseContext): Promise<ParsedDocument> {
  if (!isComplete(bytes)) throw damaged()
  const pdf = await open(bytes)
  if (pdf.numPages > limits.pages) {
    throw new KnowledgeError(
      'document_too_large',
      `This PDF has ${pdf.numPages.toLocaleString('en')} pages, more than ${limits.pages.toLocaleString('en')}: split it and upload the parts.`,
    )
  }
  const pages: Line[][] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    progress((number - 1) / pdf.numPages, `Page ${number} of ${pdf.numPages}`)
    pages.push(await readPage(pdf, number))
  }
  if (pages.every((lines) => lines.length === 0)) throw noText(pdf.numPages)
  const write = createBlockWriter(limits)
  writePages(pages, write)
  return write.finish({ title: await findTitle(pdf), pages: pdf.numPages })
}

/**
 * A PDF ends with the place of its table of objects. Without it pdf.js reads what it finds, and half a document would be indexed as
 * if it were whole. 64 KiB: what servers and scanners append.
 */
function isComplete(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-65_536))
  return tail.includes('startxref') || tail.includes('%%EOF')
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  const { VerbosityLevel } = await getResolvedPDFJS()
  try {
    return await getDocumentProxy(bytes, {
      verbosity: VerbosityLevel.ERRORS,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      enableXfa: false,
    })
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') throw encrypted()
    throw damaged(cause)
  }
}

async function readPage(pdf: Pdf, number: number): Promise<Line[]> {
  try {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    page.cleanup()
    return readLines(items.filter((item) => 'str' in item))
  } catch (cause) {
    throw damaged(cause)
  }
}

/** What the file says of itself, unless a program put its file's name there. */
async function findTitle(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch((cause: unknown) => {
    throw damaged(cause)
  })
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : ''
  return title === '' || /^(untitled|microsoft (word|powerpoint)\b)|\.\w{2,5}$/i.test(title) ? null : title
}

function encrypted(): KnowledgeError {
  return new KnowledgeError(
    'encrypted_document',
    'This PDF is protected by a password: save it without one and upload it again.',
  )
}

function damaged(cause?: unknown): KnowledgeError {
  return new KnowledgeError(
    'damaged_document',
    'This PDF is damaged or incomplete: open it, save it again and upload it once more.',
    { cause },
  )
}

function noText(pages: number): KnowledgeError {
  const holds = pages === 1 ? 'The page of this PDF holds' : `The ${pages} pages of this PDF hold`
  return new KnowledgeError(
    'empty_document',
    `${holds} only images and no text. Text in images isn't recognised here: run it through OCR and upload the result.`,
  )
}
