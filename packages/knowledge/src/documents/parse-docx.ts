import mammoth from 'mammoth'
import { KnowledgeError } from '../knowledge-error.ts'
import { createBlockWriter } from './block-writer.ts'
import type { ParsedDocument } from './document.ts'
import { writeHtmlBlocks } from './html-blocks.ts'
import { type ZipLimits, openZip, unpack } from './zip-contents.ts'
import { writeZip } from './zip-writer.ts'

/** The styles that mammoth doesn't know for headings by itself. */
const STYLE_MAP = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]

/** The text of a Word document. Pictures, comments and the running titles of pages are left out. */
export async function parseDocx(
  bytes: Uint8Array,
  limits: ZipLimits & { characters: number },
): Promise<ParsedDocument> {
  const parts = await unpackParts(bytes, limits)
  const html = await convert(writeZip(parts))
  const write = createBlockWriter(limits)
  writeHtmlBlocks(html, write)
  return write.finish({ title: findTitle(parts) })
}

/**
 * The XML parts, counted while they are unpacked. mammoth gets them in an archive written here, so that its own ZIP reader meets neither
 * a bomb nor a directory that two readers understand differently; pictures, the rest of such a file, are never unpacked.
 */
async function unpackParts(bytes: Uint8Array, limits: ZipLimits): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes, limits)
  const names = [...zip.entries.keys()].filter((name) => /\.(xml|rels)$/i.test(name))
  if (!names.some((name) => name.startsWith('word/'))) {
    throw new KnowledgeError('unsupported_document', 'This is a ZIP archive, and not a Word document.')
  }
  return unpack(zip, names, limits)
}

/** What mammoth throws is about the document: XML that is none, entities (it knows no declared ones), nesting of 10,000 levels. */
async function convert(zip: Buffer): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer: zip }, { styleMap: STYLE_MAP, convertImage })
    return value
  } catch (cause) {
    throw new KnowledgeError(
      'damaged_document',
      'This Word document is damaged: open it in Word, save it again and upload it once more.',
      { cause },
    )
  }
}

function findTitle(parts: Map<string, Buffer>): string | null {
  const core = parts.get('docProps/core.xml')?.toString() ?? ''
  const title = /<dc:title>([^<]{1,1000})<\/dc:title>/.exec(core)?.[1] ?? null
  return title?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => XML_ENTITIES[name] ?? '') ?? null
}

const XML_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
