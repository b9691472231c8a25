import { expect, test } from 'vitest'
import { findValues } from './values.ts'

const keysOf = (text: string): string[] =>
  findValues(text).map(({ kind, of, key }) => [kind, of, key].filter((part) => part !== '').join(' '))

const CASES: [text: string, values: string[]][] = [
  [
    '14,000 € or 14.000 EUR, EUR 14,000, €14k',
    ['money eur 14000', 'money eur 14000', 'money eur 14000', 'money eur 14000'],
  ],
  ['50,000 to 58,000 pounds', ['money gbp 50000..58000']],
  ['free of charge', ['money 0']],
  ['36 % and 36%', ['percent 36', 'percent 36']],
  ['on 12 June, June 12th, 12. Juni, 12.6.', ['date 06-12', 'date 06-12', 'date 06-12', 'date 06-12']],
  ['2027-06-12 and 12 June 2027', ['date 2027-06-12', 'date 2027-06-12']],
  ['3 and 4 October', ['date 10-03..04']],
  ['in May, you may come', ['month 05']],
  ['on Tuesdays at 9:30 or 7 pm', ['weekday tu', 'time 09:30', 'time 19:00']],
  ['by the end of Q3', ['quarter q3']],
  ['14 interviews, eight interviews', ['number interview 14', 'number interview 8']],
  ['24 hours, 24 h', ['number hour 24', 'number hour 24']],
  ['one person sees one problem', ['number person 1', 'number problem 1']],
  ['the third quarter', ['ordinal quarter 3']],
  ['Oven 2 works again', ['label oven 2', 'working works']],
  ['Line 5 produces 350 units', ['label line 5', 'number unit 350']],
  ['Plot A, room 2, Node 20', ['label plot a', 'label room 2', 'label node 20']],
  ['parseEnv v2 in 6B, HL7, p95', []],
  ['the north door is open daily', ['direction north', 'openness open', 'frequency daily']],
]

test.for(CASES)('%s', ([text, values]) => {
  expect(keysOf(text)).toEqual(values)
})

test('what is rough and what may be no number is told, and texts are as they are written', () => {
  expect(findValues('about 40,000 records and one more')).toMatchObject([{ text: '40,000', roughly: true }])
  expect(findValues('Each gets one monitor.')).toMatchObject([{ text: 'one', isWeak: true }])
  expect(findValues('until 4 pm.')).toMatchObject([{ text: '4 pm' }])
})
