import { describe, expect, it } from 'vitest'
import { readLines, dropRunningTitles } from './pdf-lines.ts'
import { parsePdf } from './parse-pdf.ts'
import { parseContext } from './testing/context.ts'
import { makeEncryptedPdf, makePdf, makeRawPdf } from './testing/pdf.ts'

const body = (...texts: string[]) => texts.map((text) => ({ text }))
const chapter = (title: string, ...texts: string[]) => [{ text: title, size: 20 }, ...body(...texts)]

describe('a PDF', () => {
  it('has headings, and paragraphs with their page and no divided words', async () => {
    const pdf = await makePdf({
      title: 'A book',
      pages: [
        [
          { text: 'Animals', size: 20 },
          { text: 'Dogs', size: 15 },
          ...body('They bark and they are well-be-', 'haved when they eat.', '', 'They dig.'),
        ],
        [{ text: 'Plants', size: 20 }, ...body('They grow slowly, as all of us', 'know.')],
      ],
    })
    const context = parseContext()
    expect(await parsePdf(pdf, context)).toMatchObject({
      title: 'A book',
      pages: 2,
      blocks: [
        { kind: 'heading', text: 'Animals', page: 1, headings: [] },
        { kind: 'heading', text: 'Dogs', page: 1, headings: ['Animals'] },
        {
          kind: 'paragraph',
          text: 'They bark and they are well-behaved when they eat.',
          page: 1,
          headings: ['Animals', 'Dogs'],
        },
        { kind: 'paragraph', text: 'They dig.', page: 1 },
        { kind: 'heading', text: 'Plants', page: 2, headings: [] },
        { kind: 'paragraph', text: 'They grow slowly, as all of us know.', page: 2, headings: ['Plants'] },
      ],
    })
    expect(context.labels).toEqual(['Page 1 of 2', 'Page 2 of 2'])
  })

  it('loses the running titles and numbers of its pages', async () => {
    const pages = ['One', 'Two', 'Three', 'Four'].map((name) => chapter(`Chapter ${name}`, `Text of ${name}.`))
    const { blocks } = await parsePdf(
      await makePdf({ pages, runningTitle: 'A book', footer: 'Page # of 4' }),
      parseContext(),
    )
    expect(blocks.map(({ text }) => text)).not.toContain('A book')
    expect(blocks.filter(({ text }) => text.startsWith('Page'))).toEqual([])
    expect(blocks).toHaveLength(8)
  })

  it('takes its title from the first heading when its own is a file name', async () => {
    const pdf = await makePdf({ title: 'Microsoft Word - draft7.doc', pages: [chapter('Animals', 'They move.')] })
    expect(await parsePdf(pdf, parseContext())).toMatchObject({ title: 'Animals' })
  })
})

describe('a hostile or broken PDF', () => {
  it.each([
    ['has a password', makeEncryptedPdf(), 'encrypted_document', 'save it without one'],
    ['is nothing but its header', Buffer.from('%PDF-1.7\n%%EOF'), 'damaged_document', 'damaged'],
    ['holds only images', makeRawPdf({ content: '0 0 100 100 re f' }), 'empty_document', 'only images'],
    [
      'has too many pages',
      makeRawPdf({ content: 'BT /F1 12 Tf (x) Tj ET', pages: 101 }),
      'document_too_large',
      '101 pages',
    ],
    ['has a page that is none', makeRawPdf({ content: 'x' }).fill('x', 60, 110), 'damaged_document', 'damaged'],
  ])('%s', async (...[, bytes, code, words]) => {
    const read = parsePdf(new Uint8Array(bytes), parseContext({ pages: 100 }))
    await expect(read).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('cut anywhere is damaged, and never half a document', async () => {
    const whole = await makePdf({ pages: Array.from({ length: 3 }, () => body('Hello')) })
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const half = whole.slice(0, Math.floor(whole.length * share))
      await expect(parsePdf(half, parseContext())).rejects.toMatchObject({ code: 'damaged_document' })
    }
  })

  it('without its end is damaged, although pdf.js reads what is there', async () => {
    const whole = makeRawPdf({ content: 'BT /F1 12 Tf (Hello) Tj ET' })
    const cut = new Uint8Array(whole.subarray(0, whole.indexOf('startxref')))
    await expect(parsePdf(cut, parseContext())).rejects.toMatchObject({ code: 'damaged_document' })
    expect(await parsePdf(new Uint8Array(whole), parseContext())).toMatchObject({ characters: 5 })
  })

  it('more text than allowed is refused', async () => {
    const pdf = await makePdf({ pages: [body('Hello there')] })
    await expect(parsePdf(pdf, parseContext({ characters: 5 }))).rejects.toMatchObject({ code: 'document_too_large' })
  })
})

describe('lines', () => {
  it('end where pdf.js says, and take the size of their longest piece', () => {
    const piece = (str: string, size: number, hasEOL = false) => ({
      str,
      transform: [size, 0, 0, size, 10, 20],
      hasEOL,
    })
    expect(
      readLines([piece('E = mc', 11), piece('2', 6), piece('', 11, true), piece(' ', 11, true), piece('next', 11)]),
    ).toEqual([
      { text: 'E = mc2', x: 10, y: 20, size: 11 },
      { text: 'next', x: 10, y: 20, size: 11 },
    ])
  })

  it('stay when only two pages have them, or they stand in different places', () => {
    const line = (text: string, y: number) => ({ text, x: 0, y, size: 11 })
    const two = [[line('Same', 800)], [line('Same', 800)]]
    expect(dropRunningTitles(two)).toEqual(two)
    const moving = [0, 1, 2, 3].map((page) => [line('Same', 800 - 50 * page)])
    expect(dropRunningTitles(moving)).toEqual(moving)
  })
})
