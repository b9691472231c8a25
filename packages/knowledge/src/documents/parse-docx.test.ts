import { describe, expect, it } from 'vitest'
import { parseDocx } from './parse-docx.ts'
import { docxParagraph, docxTable, makeDocx } from './testing/docx.ts'
import { parseContext } from './testing/context.ts'
import { makeZip } from './testing/zip.ts'
import { openZip, unpack } from './zip-contents.ts'

const { limits } = parseContext()
const small = { ...limits, zipBytes: 2_000_000, zipEntries: 100 }
const hello = docxParagraph('Hello')

describe('a Word document', () => {
  it('has headings, paragraphs, tables and the title of its properties', async () => {
    const body = [
      docxParagraph('Animals', 'Heading1'),
      docxParagraph('They move &amp; eat.'),
      docxParagraph('Dogs', 'Heading2'),
      docxTable([
        ['name', 'age'],
        ['Rex', '3'],
        ['Fido', '7'],
      ]),
    ].join('')
    const core = { name: 'docProps/core.xml', bytes: '<cp:x><dc:title>Cats &amp; dogs</dc:title></cp:x>' }
    const picture = { name: 'word/media/image1.png', bytes: 'no picture' }
    expect(await parseDocx(makeDocx(body, { extra: [core, picture] }), limits)).toMatchObject({
      title: 'Cats & dogs',
      pages: null,
      blocks: [
        { kind: 'heading', text: 'Animals', headings: [] },
        { kind: 'paragraph', text: 'They move & eat.', headings: ['Animals'] },
        { kind: 'heading', text: 'Dogs', headings: ['Animals'] },
        { kind: 'table', text: 'name: Rex\nage: 3\n\nname: Fido\nage: 7', headings: ['Animals', 'Dogs'] },
      ],
    })
  })

  it('a bomb among its pictures is never unpacked', async () => {
    const bomb = { name: 'word/media/image1.png', bytes: Buffer.alloc(50_000_000), claimedBytes: 10 }
    expect(await parseDocx(makeDocx(hello, { extra: [bomb] }), limits)).toMatchObject({ characters: 5 })
  })
})

const bomb = { name: 'word/bomb.xml', bytes: Buffer.alloc(3_000_000) }
const many = Array.from({ length: 101 }, (_, at) => ({ name: `word/${at}.bin`, bytes: '' }))
const laughs = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')

describe('a hostile or broken Word document', () => {
  it.each([
    ['unpacks to more than allowed', makeDocx(hello, { extra: [bomb] }), 'document_too_large'],
    ['unpacks to more than it says', makeDocx(hello, { extra: [{ ...bomb, claimedBytes: 10 }] }), 'damaged_document'],
    ['has too many entries', makeDocx(hello, { extra: many }), 'document_too_large'],
    ['is a ZIP of something else', makeZip([{ name: 'a.xml', bytes: '<a/>' }]), 'unsupported_document'],
    ['has a password', makeZip([{ name: 'word/document.xml', bytes: 'x', isEncrypted: true }]), 'encrypted_document'],
    ['ends too early', makeDocx(hello).subarray(0, -30), 'damaged_document'],
    ['has another part flipped', Buffer.from(makeDocx(hello)).fill(0xff, 600, 700), 'damaged_document'],
    ['is no XML', makeDocx('<w:p><w:r'), 'damaged_document'],
    [
      'laughs a billion times',
      makeDocx(docxParagraph('&e30;'), { declarations: `<!DOCTYPE x [<!ENTITY e0 "ha">${laughs}]>` }),
      'damaged_document',
    ],
    [
      'reads a file',
      makeDocx(docxParagraph('&f;'), { declarations: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' }),
      'damaged_document',
    ],
    [
      'nests 20,000 levels',
      makeDocx(`${'<w:sdt><w:sdtContent>'.repeat(20_000)}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`),
      'damaged_document',
    ],
    ['has no text', makeDocx(docxParagraph(' ')), 'empty_document'],
  ])('%s', async (_, bytes, code) => {
    await expect(parseDocx(bytes, small)).rejects.toMatchObject({ code })
  })

  it('what its directory hides from the count is read by nobody', async () => {
    const xml = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    const second = { name: 'word/document.xml', bytes: `${xml}${docxParagraph('hidden')}</w:body></w:document>` }
    const hiding = makeDocx(hello, { extra: [second] })
    for (const place of [14, 12]) hiding.writeUInt16LE(4, hiding.length - place)
    expect(await parseDocx(hiding, limits)).toMatchObject({ blocks: [{ text: 'Hello' }] })
  })

  it('bytes are counted as they are unpacked', async () => {
    const zip = await openZip(makeDocx(hello, { extra: [bomb] }), limits)
    await expect(unpack(zip, [bomb.name], small)).rejects.toMatchObject({ code: 'document_too_large' })
  })
})
