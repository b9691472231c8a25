import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measureLine } from './measure.ts'
import { wrap, wrapBalanced } from './wrap.ts'

const font = { family: 6, size: 16 } as const

test('widths are those of the fonts: known advances, in proportion to the size', () => {
  expect(measureLine('i', 6, 1000)).toBeLessThan(measureLine('W', 6, 1000) / 3)
  expect(measureLine('ab', 5, 20)).toBeCloseTo(measureLine('a', 5, 20) + measureLine('b', 5, 20), 6)
  expect(measureLine('iiii', 3, 10)).toBe(measureLine('WWWW', 3, 10))
})

test.each([
  ['ideographs are as wide as they are high, and a little more', '漢', 1.05],
  ['emoji are wide', '🎉', 1.4],
  ['a family is the people in it, its joiners are nothing', '👩\u200d👧', 2.8],
  ['a combining accent has no width of its own', '\u0323', 0],
])('%s', (_, text, sizes) => expect(measureLine(text, 6, 100)).toBeCloseTo(sizes * 100, 6))

test('no line is wider than asked for, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })),
      fc.integer({ min: 40, max: 300 }),
      (words, maxWidth) => {
        const text = words.join(' ').replace(/\s+/gu, ' ').trim()
        for (const { lines } of [wrap(text, font, maxWidth), wrapBalanced(text, font, maxWidth)]) {
          expect(lines.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''))
          for (const line of lines) {
            // One letter that is wider than the line stands there all the same.
            const single = [...new Intl.Segmenter('en').segment(line)].length === 1
            expect(single || measureLine(line, 6, 16) <= maxWidth).toBe(true)
          }
        }
      },
    ),
  )
})

test('balanced lines are about equally long and break no word', () => {
  const text = 'The data protection officer verifies the identity of the person'
  expect(wrapBalanced(text, font, 400).lines).toEqual([
    'The data protection officer',
    'verifies the identity of the person',
  ])
  const { lines } = wrapBalanced('Rechnungseingangsprüfung starten', font, 230)
  expect(lines).toEqual(['Rechnungseingangsprüfung', 'starten'])
})
