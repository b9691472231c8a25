const LINE_PT = 16
const MAX_LINE_CHARS = 80

/** A real PDF with one page for each text; the text in Helvetica, wrapped into lines. ASCII only. */
export function writePdf(pages: readonly string[]): Buffer {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ` +
        `/Contents ${5 + 2 * index} 0 R >>`,
      streamOf(`BT /F1 12 Tf ${LINE_PT} TL 56 780 Td ${linesOf(text).map(showLine).join(' ')} ET`),
    ]),
  ]
  return assemble(objects)
}

/** The beginning of a PDF, as an interrupted download leaves it: what follows its header makes no sense. */
export function writeBrokenPdf(): Buffer {
  return Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R\n', 'latin1')
}

function streamOf(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

function linesOf(text: string): string[] {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = [lines.at(-1), word].filter(Boolean).join(' ')
    if (line.length <= MAX_LINE_CHARS) lines[lines.length - 1] = line
    else lines.push(word)
  }
  return lines
}

function showLine(line: string): string {
  return `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj T*`
}

/** Numbers the objects and writes where each begins, in bytes. */
function assemble(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + table + trailer, 'latin1')
}
