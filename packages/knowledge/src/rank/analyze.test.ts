import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createThreads } from '../threads/threads.ts'
import { analyze, eachTerm } from './analyze.ts'

const threads = createThreads()
afterAll(() => threads.close())

const termsOf = (text: string): string[] => [...analyze(text).terms.keys()]

test.each([
  [
    'words are folded: case, accents, ligatures, width',
    'Café ﬁne ＦＵＬＬ Straße ΟΔΟΣ İstanbul Łódź',
    'cafe fine full strass οδοσ istanbul lodz',
  ],
  ['English endings go', 'running connections ponies', 'run connect poni'],
  ['function words are left out', 'What is the use of it? To be or not to be', 'us'],
  ['a name is found whole and by its parts', 'error_code_42 v1.2.3', 'error code 42 error_code_42 v1 2 3 v1.2.3'],
  ['camel case has parts', 'parseHTTPResponse', 'pars http respons parsehttprespons'],
  ['a hyphen may be left out', 'e-mail', 'e mail email'],
  ['apostrophes: possessives go, contractions are one word', 'person’s don’t O’Reilly’s', 'person o reilli oreilli'],
  ['a comma joins digits only', '1,000 one,two', '1 000 1000 on two'],
  ['a full stop at the end is not part of a word', 'End. Next.', 'end next'],
  ['Chinese and Japanese are pairs', '東京都に 人', '東京 京都 都に 人'],
  ['Korean is pairs, not taken apart', '한국어', '한국 국어'],
  ['kana keep their voice', 'がか', 'がか'],
  ['Hindi keeps its vowels', 'किताब', 'किताब'],
  ['Thai is cut into words', 'ภาษาไทย', 'ภาษา ไทย'],
  ['soft hyphens are not there', 'in\u00adter', 'inter'],
  ['what is not a word is nothing', '!!! 😀 \ud800 — …', ''],
])('%s', (_, text, terms) => {
  expect(termsOf(text).join(' ')).toBe(terms)
})

test('terms are at most 64 long, and a text of one run is one term', () => {
  expect(termsOf('a'.repeat(1_000_000))).toEqual(['a'.repeat(64)])
  expect(termsOf('\u{1d7d9}'.repeat(200))).toEqual(['1'.repeat(64)])
  expect(analyze('_'.repeat(50_000)).length).toBe(1)
  expect(analyze('a.'.repeat(500_000)).terms.size).toBeLessThan(10)
})

test('a term counts as often as it stands there, and the length is all of them', () => {
  const { terms, length } = analyze('Rain, rain and raining clouds')
  expect(terms).toEqual(
    new Map([
      ['rain', 3],
      ['cloud', 1],
    ]),
  )
  expect(length).toBe(4)
})

test('offsets lead to what a term was made from: analysed by itself it gives the term again', () => {
  const words = fc.constantFrom(
    'Running',
    'e-mail',
    'error_code_42',
    'parseEnv',
    'O’Reilly’s',
    '東京都',
    'Café',
    '1,000.5',
    '!',
    '\n',
    '😀',
    'ภาษาไทย',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))), (parts) => {
      const text = parts.join(' ')
      let before = 0
      eachTerm(text, (term, start, end) => {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(term.length).toBeLessThanOrEqual(64)
        expect(end).toBeGreaterThanOrEqual(before)
        before = Math.max(start, before)
      })
    }),
  )
  const text = 'Running e-mails with error_code_42 to 東京都'
  eachTerm(text, (term, start, end) => expect(termsOf(text.slice(start, end))).toContain(term))
})

test('a thread analyses texts as this one does', async () => {
  const texts = ['Rain and rain', '']
  expect(await threads.run('analyzeTexts', { texts })).toEqual([
    { terms: [['rain', 2]], length: 2 },
    { terms: [], length: 0 },
  ])
})
