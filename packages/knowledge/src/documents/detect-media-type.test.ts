import { describe, expect, it } from 'vitest'
import { detectMediaType } from './detect-media-type.ts'
import { docxParagraph, makeDocx } from './testing/docx.ts'
import { makePdf } from './testing/pdf.ts'
import { makeZip } from './testing/zip.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

describe('the bytes decide what a file is', () => {
  it.each([
    ['a PDF that is called text', makePdf({ pages: [[{ text: 'Hello' }]] }), 'notes.txt', 'application/pdf'],
    ['a PDF behind other bytes', Buffer.from('junk\n%PDF-1.7'), 'a', 'application/pdf'],
    ['a Word document that is called PDF', makeDocx(docxParagraph('Hello')), 'a.pdf', DOCX],
    ['HTML that is called text', Buffer.from('\n<!-- x --><!DOCTYPE html><p>Hello'), 'a.txt', 'text/html'],
    ['HTML behind a byte order mark', Buffer.from('\uFEFF<html><p>Hello'), 'a.md', 'text/html'],
    ['text that starts like a bitmap', Buffer.from('BMW is a maker of cars'), 'a.txt', 'text/plain'],
    ['text that starts like a program', Buffer.from('MZ für Anfänger', 'latin1'), 'a.txt', 'text/plain'],
    ['UTF-16 with a mark', Buffer.from('\uFEFFHello', 'utf16le'), 'a.txt', 'text/plain'],
    ['UTF-16 without one', Buffer.from('Hello, world', 'utf16le'), 'a.txt', 'text/plain'],
    ['text with a NUL in it', Buffer.from('a\0b'), 'a.txt', 'text/plain'],
  ])('%s', async (...[, bytes, name, type]) => {
    expect(await detectMediaType(await bytes, name)).toBe(type)
  })
})

describe('the name is a hint among texts', () => {
  it.each([
    ['a.md', 'text/markdown'],
    ['a.MARKDOWN', 'text/markdown'],
    ['a.csv', 'text/csv'],
    ['a.tsv', 'text/csv'],
    ['a.txt', 'text/plain'],
    ['a.pdf', 'text/plain'],
    ['a.docx', 'text/plain'],
    ['a.html', 'text/plain'],
    ['', 'text/plain'],
  ])('%s', async (name, type) => {
    expect(await detectMediaType(Buffer.from('one, two\n1, 2'), name)).toBe(type)
  })

  it('HTML without a doctype needs its name and a tag', async () => {
    expect(await detectMediaType(Buffer.from('<p>Hello</p>'), 'a.htm')).toBe('text/html')
    expect(await detectMediaType(Buffer.from('<p>Hello</p>'), 'a.md')).toBe('text/markdown')
  })
})

describe('what nobody here reads is refused by what it is', () => {
  it.each([
    ['a PNG image', PNG, 'a.txt', 'unsupported_document', 'This is an image (PNG).'],
    [
      'music',
      Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(99)]),
      'a.md',
      'unsupported_document',
      'an audio file (FLAC)',
    ],
    ['zeros', Buffer.alloc(1_000), 'a.txt', 'unsupported_document', 'a binary file of an unknown kind'],
    ['RTF', Buffer.from('{\\rtf1 Hello}'), 'a.txt', 'unsupported_document', 'an RTF document'],
    ['PostScript', Buffer.from('%!PS-Adobe-3.0\n'), 'a.txt', 'unsupported_document', 'a PostScript document'],
    [
      'an old Word file',
      Buffer.concat([OLE, Buffer.alloc(512)]),
      'a.docx',
      'unsupported_document',
      'an old Word, Excel',
    ],
    [
      'a Word file with a password',
      Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
      'a.docx',
      'encrypted_document',
      'password',
    ],
    [
      'an Excel workbook',
      makeZip([{ name: 'xl/workbook.xml', bytes: 'x' }]),
      'a.docx',
      'unsupported_document',
      'an Excel workbook',
    ],
    [
      'a presentation',
      makeZip([{ name: 'ppt/presentation.xml', bytes: 'x' }]),
      'a',
      'unsupported_document',
      'a PowerPoint presentation',
    ],
    [
      'a ZIP archive',
      makeZip([{ name: 'readme.txt', bytes: 'x' }]),
      'a.docx',
      'unsupported_document',
      'This is a ZIP archive',
    ],
    ['an archive of nothing', makeZip([]), 'a.docx', 'unsupported_document', 'This is a ZIP archive'],
    [
      'an archive with a password',
      makeZip([{ name: 'word/document.xml', bytes: 'x', isEncrypted: true }]),
      'a',
      'encrypted_document',
      'password',
    ],
    ['half an archive', makeDocx(docxParagraph('x')).subarray(0, 600), 'a.docx', 'damaged_document', 'damaged'],
    ['no bytes', Buffer.alloc(0), 'a.txt', 'empty_document', 'This file is empty.'],
    ['white space', Buffer.from(' \n\t \r\n'), 'a.md', 'empty_document', 'no text'],
    ['100 KB of white space', Buffer.alloc(100_000, ' '), 'a.md', 'empty_document', 'no text'],
    ['nothing but a mark', Buffer.from('\uFEFF'), 'a.md', 'empty_document', 'no text'],
  ])('%s', async (...[, bytes, name, code, words]) => {
    await expect(detectMediaType(bytes, name)).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('white space with ink behind the sample is text', async () => {
    expect(await detectMediaType(Buffer.from(`${' '.repeat(100_000)}x`), 'a.txt')).toBe('text/plain')
  })
})

it('many comments are passed over one by one', async () => {
  const comments = '<!---->'.repeat(500)
  expect(await detectMediaType(Buffer.from(`${comments}<html><body>x</body></html>`), 'a.txt')).toBe('text/html')
  expect(await detectMediaType(Buffer.from(`${comments} no page`), 'a.txt')).toBe('text/plain')
  expect(await detectMediaType(Buffer.from(`<!-- open ${comments.replaceAll('>', '')}`), 'a.txt')).toBe('text/plain')
})
