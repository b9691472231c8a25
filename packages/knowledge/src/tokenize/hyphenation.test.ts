import fc from 'fast-check'
import { hyphenateSync } from 'hyphen/en-us'
import { expect, test } from 'vitest'
import { loadHyphenation } from './hyphenation.ts'

const hyphenation = await loadHyphenation()

function hyphenate(word: string): string {
  const breaks = [0, ...hyphenation.breaksOf(word), word.length]
  return breaks
    .slice(1)
    .map((end, i) => word.slice(breaks[i], end))
    .join('|')
}

test('breaks are those of the package that brings the patterns', () => {
  const syllables =
    'un,der,stand,ing,hy,phen,ation,pre,sent,ta,ble,con,tin,u,ous,ly,str,ength,ic,al,o,e,th,rough,qu,ck,x'
  const likeWords = fc.array(fc.constantFrom(...syllables.split(',')), { minLength: 1, maxLength: 8 })
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzAEIOU'),
    minLength: 1,
    maxLength: 40,
  })
  const word = fc.oneof(
    likeWords.map((parts) => parts.join('')),
    letters,
    fc.constantFrom('present', 'Table', 'project', 'associate'),
  )
  fc.assert(
    fc.property(word, (word) => {
      expect(hyphenate(word)).toBe(hyphenateSync(word, { hyphenChar: '|' }))
    }),
    { numRuns: 5_000 },
  )
})
