import { constants, deflateRawSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'

/** A line of a page: a heading is set in 20 points, text in 11, and an empty text leaves a gap between paragraphs. */
export type PdfLine = { text: string; size?: number }

export type PdfFixture = {
  title?: string
  pages: PdfLine[][]
  /** Stand on every page; `#` becomes the page's number. */
  runningTitle?: string
  footer?: string
}

/** A real PDF, set in Helvetica from the top left corner of A4 pages down. */
export async function makePdf({ title, pages, runningTitle, footer }: PdfFixture): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  if (title !== undefined) pdf.setTitle(title)
  for (const [at, lines] of pages.entries()) {
    const page = pdf.addPage([595, 842])
    const numbered = (text: string): string => text.replace('#', String(at + 1))
    if (runningTitle) page.drawText(numbered(runningTitle), { x: 60, y: 805, size: 9, font })
    let y = 760
    for (const { text, size = 11 } of lines) {
      if (text === '') y -= 12
      else page.drawText(text, { x: 60, y, size, font })
      if (text !== '') y -= size * 1.3
    }
    if (footer) page.drawText(numbered(footer), { x: 280, y: 30, size: 9, font })
  }
  return pdf.save()
}

export type RawPdf = {
  /** What the page draws, packed as `filter` says. */
  content: Uint8Array | string
  filter?: 'FlateDecode'
  /** Further objects, from number 5 on, without `obj` and `endobj`. */
  objects?: string[]
  /** More entries of the trailer, e.g. `/Encrypt 5 0 R`. */
  trailer?: string
  /** How many times its page stands in the list of pages. */
  pages?: number
}

/** A PDF of one page, written object by object, for what no library would write. */
export function makeRawPdf({ content, filter, objects = [], trailer = '', pages = 1 }: RawPdf): Buffer {
  const stream = Buffer.from(content)
  const packing = filter === undefined ? '' : `/Filter /${filter} `
  const bodies: Buffer[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${'3 0 R '.repeat(pages)}] >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    Buffer.concat([
      Buffer.from(`<< ${packing}/Length ${stream.length} >>\nstream\n`),
      stream,
      Buffer.from('\nendstream'),
    ]),
    ...objects,
  ].map((body) => Buffer.from(body))
  const pieces = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = 9
  for (const [at, body] of bodies.entries()) {
    const piece = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    offsets.push(length)
    length += piece.length
    pieces.push(piece)
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...pieces, Buffer.from(end)])
}

/** A PDF that asks for a password: the standard handler (PDF 1.7, 7.6.3) with keys that belong to none. */
export function makeEncryptedPdf(): Buffer {
  const key = 'ab'.repeat(32)
  return makeRawPdf({
    content: 'BT /F1 12 Tf 60 700 Td (secret) Tj ET',
    objects: [`<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <${key}> /U <${key}> >>`],
    trailer: '/Encrypt 5 0 R /ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]',
  })
}

/** A small PDF whose page unpacks to this many times 16 MiB of blanks. */
export function makePdfBomb(times: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(16_777_216, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  const zlibHeader = Buffer.from([0x78, 0x9c])
  const lastBlock = Buffer.from([0x03, 0x00])
  const content = Buffer.concat([zlibHeader, ...Array.from({ length: times }, () => piece), lastBlock])
  return makeRawPdf({ content, filter: 'FlateDecode' })
}
