import { describe, expect, it } from 'vitest'
import type { Block, ParsedDocument } from './document.ts'
import { parseCsv } from './parse-csv.ts'
import { parseHtml } from './parse-html.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parsePlain } from './parse-plain.ts'

const limits = { characters: 1_000_000 }

function texts({ blocks }: ParsedDocument): [Block['kind'], string][] {
  return blocks.map(({ kind, text }) => [kind, text])
}

describe('plain text', () => {
  it('is paragraphs between empty lines and form feeds', () => {
    expect(texts(parsePlain('one\r\ntwo\r\n \t\r\n\r\nthree\ffour', limits))).toEqual([
      ['paragraph', 'one\ntwo'],
      ['paragraph', 'three'],
      ['paragraph', 'four'],
    ])
  })

  it('NUL and lone surrogates become U+FFFD, as PostgreSQL takes it', () => {
    expect(texts(parsePlain('a\0b\uD800c', limits))).toEqual([['paragraph', 'a\uFFFDb\uFFFDc']])
  })

  it('of nothing but white space is refused, and so is more than allowed', () => {
    expect(() => parsePlain(' \n\f\n ', limits)).toThrow(expect.objectContaining({ code: 'empty_document' }))
    expect(() => parsePlain('x'.repeat(1_000_001), limits)).toThrow(
      expect.objectContaining({ code: 'document_too_large' }),
    )
  })
})

describe('Markdown', () => {
  it('keeps its structure and loses its marks', () => {
    const source = [
      '# Animals *and* plants',
      'Some **bold** text with a [link](https://example.com), `code`, ![a picture](x.png) &amp; more.  \nNext line.',
      '## Dogs',
      '> quoted',
      '1. one\n2. two\n   - nested\n\n     again\n- [x] done',
      '```js\n  let a = 1\n\n  let b\n```',
      '| name | age |\n|---|---|\n| Ada | 36 |\n| Bob | |',
      '---',
      '<div><p>From <b>HTML</b></p><script>alert(1)</script></div>',
    ].join('\n\n')
    const document = parseMarkdown(source, limits)
    expect(texts(document)).toEqual([
      ['heading', 'Animals and plants'],
      ['paragraph', 'Some bold text with a link, code, a picture & more.\nNext line.'],
      ['heading', 'Dogs'],
      ['paragraph', 'quoted'],
      ['list', '1. one\n2. two\n  - nested\n    again'],
      ['list', '- done'],
      ['code', '  let a = 1\n\n  let b'],
      ['table', 'name: Ada\nage: 36\n\nname: Bob'],
      ['paragraph', 'From HTML'],
    ])
    expect(document.title).toBe('Animals and plants')
    expect(document.blocks.at(-1)?.headings).toEqual(['Animals and plants', 'Dogs'])
  })

  it('front matter gives the title and is no text', () => {
    const document = parseMarkdown('---\ntitle: "A title"\ntags: [x]\n---\nHello', limits)
    expect(document).toMatchObject({ title: 'A title', blocks: [{ text: 'Hello' }] })
  })

  it('a rule at the top is no front matter', () => {
    expect(texts(parseMarkdown('---\nHello\n\n---\nthere', limits)).map(([, text]) => text)).toEqual(['Hello', 'there'])
  })

  it.each(['>', '[', '*', '_', '`', '#', '<', '!['])('100,000 times %s are read as some text', (mark) => {
    expect(parseMarkdown(`${mark.repeat(100_000)}x`, limits).characters).toBeGreaterThan(0)
  })
})

describe('HTML', () => {
  it('is what a reader sees of it', () => {
    const document = parseHtml(
      `<!doctype html><html><head><title>The &amp; title</title><style>p {}</style></head><body>
      <nav><a href="/">Home</a></nav><h1>Animals</h1>Loose text <p>One
      paragraph<br>with a <b>break</b>.</p><div hidden>hidden</div><p style="display: none">gone</p><p aria-hidden="true">gone</p>
      <script>alert(1)</script><template><p>gone</p></template><noscript>gone</noscript>
      <ul><li>one<li>two <ol start=3><li><p>three</p><p>more</p></ol></ul>
      <pre>\n  code\n\n  more</pre>
      <table><caption>People</caption><tr><th>name<th>age<tr><td>Ada<td>36<tr><td>Bob<td></table>
      <table><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td><p>layout<p>only</table></body></html>`,
      limits,
    )
    expect(document.title).toBe('The & title')
    expect(texts(document)).toEqual([
      ['heading', 'Animals'],
      ['paragraph', 'Loose text'],
      ['paragraph', 'One paragraph\nwith a break.'],
      ['list', '- one\n- two\n  3. three\n    more'],
      ['code', '  code\n\n  more'],
      ['paragraph', 'People'],
      ['table', 'name: Ada\nage: 36\n\nname: Bob'],
      ['table', 'a | b\nc | d'],
      ['paragraph', 'layout'],
      ['paragraph', 'only'],
    ])
  })

  it.each(['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<p><font>', '<blockquote>', '<pre><b>'])(
    'nested %s do not overflow the stack',
    (tag) => {
      expect(texts(parseHtml(`${tag.repeat(20_000)}x`, limits))).toMatchObject([
        [expect.any(String), expect.stringContaining('x')],
      ])
    },
  )

  it('100,000 nested elements are read', () => {
    expect(parseHtml(`${'<div>'.repeat(100_000)}x`, limits).characters).toBe(1)
  })

  it('a heading of 10,000 characters is a paragraph: chunks repeat their headings', () => {
    const { blocks } = parseHtml(`<h1>${'x '.repeat(5_000)}</h1><p>y`, limits)
    expect(blocks).toMatchObject([{ kind: 'paragraph' }, { headings: [] }])
  })
})

describe('CSV', () => {
  it('every value keeps its name', () => {
    expect(texts(parseCsv('name,age\r\nAda,36\r\n"Bob, Jr.\nthe second",7,extra\r\n\r\n,\r\n', limits))).toEqual([
      ['table', 'name: Ada\nage: 36\n\nname: Bob, Jr. the second\nage: 7\ncolumn 3: extra'],
    ])
  })

  it.each([';', '\t', '|'])('may be separated by %j', (delimiter) => {
    expect(texts(parseCsv(`name${delimiter}age\n"a,b"${delimiter}36`, limits))).toEqual([
      ['table', 'name: a,b\nage: 36'],
    ])
  })

  it('without a header its cells stand between bars', () => {
    expect(texts(parseCsv('1,2\n3,4', limits))).toEqual([['table', '1 | 2\n3 | 4']])
  })

  it('of nothing but a header says what it has', () => {
    expect(texts(parseCsv('name,age', limits))).toEqual([['table', 'name | age']])
  })

  it('a quote that never ends is a plain character', () => {
    expect(texts(parseCsv('name,size\n"a,5\nb,6', limits))).toEqual([
      ['table', 'name: "a\nsize: 5\n\nname: b\nsize: 6'],
    ])
  })

  it('rows are grouped, each whole', () => {
    const { blocks } = parseCsv(`name,age\n${'Ada,36\n'.repeat(200)}`, limits)
    expect(blocks.length).toBeGreaterThan(2)
    for (const { text } of blocks) expect(text).toMatch(/^(name: Ada\nage: 36(\n\n|$))+$/)
  })

  it('names that make a small file a large text are refused', () => {
    expect(() => parseCsv(`${'x'.repeat(10_000)}\n${'a\n'.repeat(1_000)}`, limits)).toThrow(
      expect.objectContaining({ code: 'document_too_large' }),
    )
  })
})
