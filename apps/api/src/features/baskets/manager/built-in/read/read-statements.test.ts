import { expect, test } from 'vitest'
import { joinFollowUps } from './follow-ups.ts'
import { readStatements } from './read-statements.ts'

const read = (text: string) => [...joinFollowUps(readStatements(text, 0), text)]
const textsOf = (text: string) => read(text).map((statement) => statement.text)

const CASES: [what: string, notes: string, texts: string[]][] = [
  [
    'items of any list',
    '- one thing\n* two things\n3) three things\n[ ] four\n☐ five',
    ['one thing', 'two things', 'three things', 'four', 'five'],
  ],
  [
    'sentences',
    'It rains. Mr. Okafor came at 3 p.m. today! Who is next?',
    ['It rains.', 'Mr. Okafor came at 3 p.m. today!', 'Who is next?'],
  ],
  [
    'dates with full stops',
    'Das Fest ist am 14. Juni. Es regnet z.B. nie.',
    ['Das Fest ist am 14. Juni.', 'Es regnet z.B. nie.'],
  ],
  ['sentences without spaces', '会议改到周三。地点不变。', ['会议改到周三。', '地点不变。']],
  ['lines that end where somebody ended them', 'milk is out\nbread is out', ['milk is out', 'bread is out']],
  ['text without its marks', '> **Budget** is `8k` [see](http://x.y) ~~now~~ 🎉', ['Budget is 8k see now']],
  [
    'chats without who speaks and when',
    '[10:02] Nora: it rains\nPiet (10:03): it snows\n<Ana> it is fine',
    ['it rains', 'it snows', 'it is fine'],
  ],
  ['cells of a table', '| item | count |\n| --- | --- |\n| tents | 5 |', ['item: count', 'tents: 5']],
  ['code in one piece', '```\na = 1. B = 2.\n\nc = 3\n```', ['a = 1. B = 2.', 'c = 3']],
  ['a sentence and what only says that it is done', 'We found a baker. So that is done.', ['We found a baker.']],
  ['a mail without what it quotes', 'Subject: Tent\n\nIt rains.\n\n> it was dry', ['Subject: Tent', 'It rains.']],
]

test.for(CASES)('%s are read as what they say', ([, notes, texts]) => {
  expect(textsOf(notes)).toEqual(texts)
})

test('a paragraph that an editor has wrapped is read as a whole, a list of long lines is not', () => {
  const wrapped = `The committee met in the small room because the large one was taken by
the choir, which rehearses there on Mondays and Thursdays until nine in
the evening.`
  expect(textsOf(wrapped)).toHaveLength(1)
  const list = `check in is possible from four o'clock now, the cleaners need time
dogs are not allowed in the house any more after the damage in March
you find the password on the fridge`
  expect(textsOf(list)).toHaveLength(3)
})

test('headings say what is below them; those of meetings and kinds say it in their own way', () => {
  const notes = '# Call with Ana, 3 May\n## Venue\n- Mill Lane\n## Open questions\n- parking'
  expect(read(notes)).toMatchObject([
    { text: 'Mill Lane', section: 'Venue', sectionCue: null },
    { text: 'parking', section: null, sectionCue: 'Open questions' },
  ])
  expect(read('Weekly, support\n\nRefunds take long.')).toMatchObject([{ text: 'Refunds take long.', section: null }])
})

test('boxes are open or ticked, and quotes stand where they say', () => {
  const notes = 'Notes:\n  - [x] **done** that\n  - [ ] not  that'
  const statements = read(notes)
  expect(statements.map(({ box }) => box)).toEqual(['done', 'open'])
  for (const { quote, start, end } of statements) expect(notes.slice(start, end)).toBe(quote)
})
