import { expect, test } from 'vitest'
import { ActionFilter } from './action-filter.ts'
import { ACTIONS_FENCE, MAX_ACTIONS, parseActions, writeActions } from './actions.ts'
import { createTextCleaner, headOf } from '../../../model/clean-text.ts'

const goal = { type: 'goal', text: 'Run ten kilometres' } as const

function filtered(text: string, size: number) {
  const filter = new ActionFilter()
  let shown = ''
  for (let at = 0; at < text.length; at += size) shown += filter.push(text.slice(at, at + size))
  const end = filter.end()
  return { text: shown + end.text, actions: end.actions }
}

const cases: [string, string, string, number][] = [
  [
    'a text without a block',
    'One.\n\nTwo `code` and ```\nfence\n``` and more.\n',
    'One.\n\nTwo `code` and ```\nfence\n``` and more.\n',
    0,
  ],
  ['a block at the end', `Well done.\n\n${writeActions([goal])}\n`, 'Well done.', 1],
  ['a block at the beginning', `${writeActions([goal])}\n\nWell done.`, 'Well done.', 1],
  ['a block in the middle', `Well.\n\n${writeActions([goal])}\n\nDone.\n`, 'Well.\n\nDone.\n', 1],
  ['two blocks', `A.\n${writeActions([goal])}\n${writeActions([goal])}\nB.`, 'A.\nB.', 2],
  ['a block that never closes', `Well.\n${ACTIONS_FENCE}\n${JSON.stringify([goal])}`, 'Well.', 1],
  ['a block of nonsense', `Well.\n${ACTIONS_FENCE}\nnot JSON\n\`\`\`\n`, 'Well.', 0],
  ['a fence inside a line', `Say ${ACTIONS_FENCE} aloud.`, `Say ${ACTIONS_FENCE} aloud.`, 0],
  ['another block of code', '```ts\nlet a = 1\n```\n', '```ts\nlet a = 1\n```\n', 0],
  ['many line breaks', `a${'\n'.repeat(500)}b`, `a${'\n'.repeat(500)}b`, 0],
]

for (const [what, text, shown, actions] of cases) {
  test.each([1, 2, 7, 1000])(`${what} comes out right in pieces of %i`, (size) => {
    const result = filtered(text, size)
    expect(result.text).toBe(shown)
    expect(result.actions).toHaveLength(actions)
  })
}

test('nothing is held back that cannot become a block', () => {
  const filter = new ActionFilter()
  expect(filter.push('Hello')).toBe('Hello')
  expect(filter.push(' there.\n')).toBe(' there.')
  expect(filter.push('``')).toBe('')
  expect(filter.push('`ts')).toBe('\n```ts')
})

test('every action survives being written and read', () => {
  const actions = [
    goal,
    { type: 'commitment', text: 'Call Ana', due: '2026-03-06' },
    { type: 'commitment', text: 'Rest', due: null },
    { type: 'run_code', title: 'Try it', language: 'python', code: 'print("```")' },
  ] as const
  expect(filtered(writeActions(actions), 3)).toEqual({ text: '', actions })
})

test.each([
  ['not a list and not an action', '42'],
  ['an unknown kind', '[{"type":"delete_all","text":"x"}]'],
  ['a missing field', '[{"type":"run_code","title":"x"}]'],
  ['an empty text', '[{"type":"goal","text":"  "}]'],
  ['one that is far too long', JSON.stringify([{ type: 'goal', text: 'x'.repeat(30_000) }])],
])('%s becomes no card', (_, block) => {
  expect(parseActions(block)).toEqual([])
})

test('a date that is no date is left out, not the commitment', () => {
  const expected = [{ type: 'commitment', text: 'Call Ana', due: null }]
  expect(parseActions('[{"type":"commitment","text":"Call Ana","due":"Friday"}]')).toEqual(expected)
  expect(parseActions('{"type":"commitment","text":"Call Ana","due":"2026-02-30"}')).toEqual(expected)
})

test('there are never more than a few cards, and their texts can be stored', () => {
  expect(parseActions(JSON.stringify(Array.from({ length: 50 }, () => goal)))).toHaveLength(MAX_ACTIONS)
  expect(parseActions(String.raw`[{"type":"goal","text":"a\u0000b\ud800"}]`)).toEqual([{ type: 'goal', text: 'a�b�' }])
})

test('characters that were cut in two are whole again; what cannot be stored is replaced', () => {
  const cleaner = createTextCleaner()
  expect([...'a😀b\u0000c'.split(''), '\ud83d'].map((unit) => cleaner.push(unit)).join('') + cleaner.end()).toBe(
    'a😀b�c�',
  )
  expect(headOf('ab😀', 3)).toBe('ab')
  expect(headOf('ab😀', 4)).toBe('ab😀')
})
