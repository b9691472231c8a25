import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockWriter } from './block-writer.ts'
import { chunkDocument } from './chunk-document.ts'
import { type ParsedDocument, documentText } from './document.ts'
import { DOCUMENT_LIMITS } from './limits.ts'

type Write = ReturnType<typeof createBlockWriter>

function makeDocument(write: (write: Write) => void): ParsedDocument {
  const writer = createBlockWriter(DOCUMENT_LIMITS)
  write(writer)
  return writer.finish({ title: null })
}

const SENTENCE = 'The quick brown fox jumps over the lazy dog again. '

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
  fc.lorem({ mode: 'sentences', maxCount: 12 }),
  fc
    .array(fc.constantFrom('a', ' ', '\n', '\n\n', '. ', '😀', 'e\u0301', '文', '👨‍👩‍👧', '\t'), { maxLength: 500 })
    .map((parts) => parts.join('')),
)
const anyBlock = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph', 'list', 'table', 'code'), text: anyText, level: fc.constant(0) }),
  fc.record({ kind: fc.constant('heading'), text: anyText, level: fc.integer({ min: 1, max: 4 }) }),
)
const anyDocument = fc.array(anyBlock, { minLength: 1, maxLength: 20 }).map((blocks) =>
  makeDocument((write) => {
    write.add('paragraph', 'x')
    for (const [at, { kind, text, level }] of blocks.entries()) {
      if (kind === 'heading') write.heading(level, text, at)
      else write.add(kind, text, at)
    }
  }),
)
const anySizes = fc
  .integer({ min: 100, max: 500 })
  .chain((maxChars) =>
    fc.record({ maxChars: fc.constant(maxChars), overlapChars: fc.integer({ min: 0, max: Math.floor(maxChars / 4) }) }),
  )

describe('chunks of any document', () => {
  it('lead back to its text, fit, go forward, and leave no ink out', () => {
    fc.assert(
      fc.property(anyDocument, anySizes, (document, sizes) => {
        const text = documentText(document.blocks)
        expect(document.characters).toBe(text.length)
        const chunks = chunkDocument(document, sizes)
        let covered = 0
        let start = -1
        for (const [at, chunk] of chunks.entries()) {
          expect(chunk.index).toBe(at)
          expect(chunk.text).toBe(text.slice(chunk.start, chunk.end))
          expect(chunk.text.trim()).not.toBe('')
          expect(chunk.text.length).toBeLessThanOrEqual(sizes.maxChars)
          expect(chunk.text.isWellFormed()).toBe(true)
          expect(chunk.start).toBeGreaterThan(start)
          expect(chunk.end).toBeGreaterThan(covered)
          expect(text.slice(covered, chunk.start).trim()).toBe('')
          start = chunk.start
          covered = chunk.end
        }
        expect(text.slice(covered).trim()).toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('are the same every time', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(chunkDocument(document)).toEqual(chunkDocument(structuredClone(document)))
      }),
      { numRuns: 20 },
    )
  })

  it('never cross a heading of the top level', () => {
    fc.assert(
      fc.property(anyDocument, anySizes, (document, sizes) => {
        let at = 0
        const tops = document.blocks.flatMap((block) => {
          const start = at
          at += block.text.length + 2
          return block.kind === 'heading' && block.headings.length === 0 ? [start] : []
        })
        for (const { start, end } of chunkDocument(document, sizes)) {
          expect(tops.filter((top) => top > start && top < end)).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('where a document is cut', () => {
  it('between sentences, and what goes on repeats the sentence before', () => {
    const document = makeDocument((write) => write.add('paragraph', SENTENCE.repeat(40)))
    const chunks = chunkDocument(document, { maxChars: 300, overlapChars: 60 })
    for (const { text } of chunks) expect(text).toMatch(/^The .*again\.$/)
    expect(chunks[1]?.start).toBeLessThan(chunks[0]?.end ?? 0)
  })

  it('a line broken to fit a screen ends no sentence', () => {
    const sentence = 'One two three four five six\nseven eight nine ten eleven twelve\nthirteen fourteen. '
    const document = makeDocument((write) => write.add('paragraph', sentence.repeat(10)))
    for (const { text } of chunkDocument(document, { maxChars: 200, overlapChars: 0 }))
      expect(text).toMatch(/fourteen\.$/)
  })

  it('between words when a sentence is too long', () => {
    const document = makeDocument((write) => write.add('paragraph', 'word '.repeat(100)))
    for (const { text } of chunkDocument(document, { maxChars: 103, overlapChars: 20 })) {
      expect(text).toMatch(/^(word )*word$/)
    }
  })

  it('between graphemes when a word is too long', () => {
    const family = '👨‍👩‍👧'
    const document = makeDocument((write) => write.add('paragraph', family.repeat(100)))
    for (const { text } of chunkDocument(document, { maxChars: 100, overlapChars: 0 })) {
      expect(text.length % family.length).toBe(0)
    }
  })

  it('between code points when a grapheme is too long', () => {
    const document = makeDocument((write) => write.add('paragraph', '👩\u200D'.repeat(200)))
    for (const { text } of chunkDocument(document, { maxChars: 100 })) expect(text.isWellFormed()).toBe(true)
  })

  it('lists, tables and code stay whole where they fit', () => {
    const list = Array.from({ length: 6 }, () => '- an item of a list').join('\n')
    const document = makeDocument((write) => {
      write.add('paragraph', 'x'.repeat(150))
      write.add('list', list)
    })
    expect(chunkDocument(document, { maxChars: 200 }).map(({ text }) => text)).toContain(list)
  })

  it('a long table is cut between records, long code between lines', () => {
    const document = makeDocument((write) => {
      write.add('table', Array.from({ length: 20 }, () => 'name: Ada\nage: 36').join('\n\n'))
      write.add('code', Array.from({ length: 40 }, () => '  if (x) return y').join('\n'))
    })
    const chunks = chunkDocument(document, { maxChars: 120, overlapChars: 0 })
    for (const { text } of chunks) expect(text).toMatch(/^((name: Ada\nage: 36\s*)+|(\s*if \(x\) return y)+)$/)
  })

  it('code keeps its indentation behind a cut', () => {
    const document = makeDocument((write) =>
      write.add('code', Array.from({ length: 40 }, () => '  if (x) return y').join('\n')),
    )
    for (const { text } of chunkDocument(document, { maxChars: 120, overlapChars: 0 })) expect(text).toMatch(/^ {2}if/)
  })

  it('a heading is not lost over code that is indented by more than a chunk', () => {
    const document = makeDocument((write) => {
      write.heading(1, 'Code')
      write.add('code', `${' '.repeat(3_000)}x`)
    })
    const text = chunkDocument(document, { maxChars: 100 }).map((chunk) => chunk.text.trim())
    expect(text).toEqual(['Code', 'x'])
  })

  it('a heading goes with what follows it', () => {
    const document = makeDocument((write) => {
      for (let section = 1; section < 9; section += 1) {
        write.heading(section === 1 ? 1 : 2, `Section ${section}`)
        write.add('paragraph', SENTENCE.repeat(3))
      }
    })
    for (const { text } of chunkDocument(document, { maxChars: 400 })) expect(text).toMatch(/again\.$/)
  })
})

describe('what a chunk says of its place', () => {
  it('pages from first to last, and the headings that all of it stands under', () => {
    const document = makeDocument((write) => {
      write.heading(1, 'Animals', 1)
      write.heading(2, 'Dogs', 1)
      write.add('paragraph', 'They bark.', 1)
      write.add('paragraph', 'They dig.', 2)
      write.heading(2, 'Cats', 3)
      write.add('paragraph', 'They purr.', 3)
      write.heading(1, 'Plants', 4)
      write.add('paragraph', 'They grow.', 4)
    })
    expect(chunkDocument(document, { maxChars: 1_000 })).toMatchObject([
      { page: 1, page_end: 3, headings: ['Animals'] },
      { page: 4, page_end: 4, headings: ['Plants'] },
    ])
    expect(chunkDocument(document, { maxChars: 100, overlapChars: 0 })).toMatchObject([
      { page: 1, page_end: 2, headings: ['Animals', 'Dogs'] },
      { page: 3, page_end: 3, headings: ['Animals', 'Cats'] },
      { headings: ['Plants'] },
    ])
  })

  it('a section of some sentences is a passage of its own, sections of a line or two share one', () => {
    const sections = (sentences: number) =>
      makeDocument((write) => {
        write.heading(1, 'Handbook')
        for (const name of ['Leave', 'Travel', 'Sickness']) {
          write.heading(2, name)
          write.add('paragraph', SENTENCE.repeat(sentences))
        }
      })
    expect(chunkDocument(sections(5)).map(({ headings }) => headings.at(-1))).toEqual(['Leave', 'Travel', 'Sickness'])
    expect(chunkDocument(sections(1)).map(({ headings }) => headings)).toEqual([['Handbook']])
  })

  it('sizes that make no sense are a mistake of the caller', () => {
    const document = makeDocument((write) => write.add('paragraph', 'x'))
    expect(() => chunkDocument(document, { maxChars: 10 })).toThrow(RangeError)
    expect(() => chunkDocument(document, { maxChars: 100, overlapChars: 50 })).toThrow(RangeError)
  })
})

it('one word of 10 MB is cut in linear time', () => {
  const document = makeDocument((write) => write.add('paragraph', 'x'.repeat(10_000_000)))
  expect(chunkDocument(document)).toHaveLength(Math.ceil(10_000_000 / 1_200))
})
