/** A PDF of pages that are lines of plain ASCII. */
export function writePdf(pages: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const pageNo = (at: number): number => 4 + at * 2
  const kids = pages.map((_, at) => `${pageNo(at)} 0 R`).join(' ')
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  for (const [at, lines] of pages.entries()) {
    const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj T*`)
    const drawing = `BT /F1 10 Tf 14 TL 72 770 Td ${shown.join(' ')} ET`
    const resources = '<< /Font << /F1 3 0 R >> >>'
    const page = `/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${pageNo(at) + 1} 0 R`
    bodies.push(`<< ${page} /Resources ${resources} >>`)
    bodies.push(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`)
  }
  return new TextEncoder().encode(withTable(bodies))
}

/** The objects, and where each of them begins. */
function withTable(bodies: string[]): string {
  let text = '%PDF-1.4\n'
  const offsets = bodies.map((body, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = bodies.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`
  return `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
}
