import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, findDeclaredCharset } from './decode-text.ts'

describe('bytes become the text that was meant', () => {
  it.each([
    ['UTF-8', Buffer.from('Füße 😀'), 'Füße 😀'],
    ['UTF-8 with a mark', Buffer.from('\uFEFFFüße'), 'Füße'],
    ['UTF-16LE with a mark', Buffer.from('\uFEFFFüße 😀', 'utf16le'), 'Füße 😀'],
    ['UTF-16BE with a mark', Buffer.from('\uFEFFFüße', 'utf16le').swap16(), 'Füße'],
    ['UTF-16LE without one', Buffer.from('Hello, world', 'utf16le'), 'Hello, world'],
    ['UTF-16BE without one', Buffer.from('Hello, world', 'utf16le').swap16(), 'Hello, world'],
    ['windows-1252', Buffer.from([0x93, 0x46, 0xfc, 0xdf, 0x65, 0x94, 0x20, 0x80]), '“Füße” €'],
    [
      'UTF-8 with one broken byte',
      Buffer.concat([Buffer.from('Füße, größer'), Buffer.from([0xff])]),
      'Füße, größer\uFFFD',
    ],
    ['UTF-8 cut in a character', Buffer.from('äöü').subarray(0, 5), 'äö\uFFFD'],
    ['a lone surrogate in three bytes', Buffer.from('a\xed\xa0\x80b', 'latin1'), 'a\uFFFD\uFFFD\uFFFDb'],
    ['a lone surrogate in UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), '\uFFFDa'],
    ['a NUL', Buffer.from('a\0b'), 'a\0b'],
  ])('%s', (_, bytes, text) => {
    expect(decodeText(bytes)).toBe(text)
  })

  it('an HTML file may name its charset, and a charset that nobody knows is ignored', () => {
    const html = Buffer.concat([Buffer.from('<meta charset="koi8-r"><p>'), Buffer.from([0xf0, 0xd2, 0xc9])])
    expect(findDeclaredCharset(html)).toBe('koi8-r')
    expect(decodeText(html, findDeclaredCharset(html))).toBe('<meta charset="koi8-r"><p>При')
    expect(decodeText(Buffer.from([0xe9]), 'klingon')).toBe('é')
  })

  it('bytes that are no text are none', () => {
    expect(decodeText(Buffer.alloc(100))).toBeNull()
    expect(decodeText(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)))).toBeNull()
  })

  it('whatever is written as UTF-8 is read as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 20 }), (text) => {
        expect(decodeText(Buffer.from(text))).toBe(text.replace(/^\uFEFF/, ''))
      }),
    )
  })
})
