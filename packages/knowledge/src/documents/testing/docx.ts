import { type ZipFixture, makeZip } from './zip.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A Word document with this body; `declarations` come before its root element. */
export function makeDocx(body: string, options: { declarations?: string; extra?: ZipFixture[] } = {}): Buffer {
  const { declarations = '', extra = [] } = options
  return makeZip([
    {
      name: '[Content_Types].xml',
      bytes: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      bytes: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/styles.xml', bytes: styles() },
    {
      name: 'word/document.xml',
      bytes: `${XML}${declarations}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    },
    ...extra,
  ])
}

/** `style`: Title, Heading1, Heading2. The text must be XML already. */
export function docxParagraph(text: string, style?: string): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** The first row repeats on every page, as Word marks a header. */
export function docxTable(rows: string[][]): string {
  const row = (cells: string[], at: number): string =>
    `<w:tr>${at === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((cell) => `<w:tc>${docxParagraph(cell)}</w:tc>`).join('')}</w:tr>`
  return `<w:tbl>${rows.map(row).join('')}</w:tbl>`
}

function styles(): string {
  const style = (id: string, name: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  return `${XML}<w:styles xmlns:w="${WORD}">${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Heading2', 'heading 2')}</w:styles>`
}
