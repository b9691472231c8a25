import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartupError } from '@outlast/db'
import { afterEach, expect, test } from 'vitest'
import { COACHES_DIR, readCoaches } from './coach-repository.ts'
import { createHandbook } from './handbook.ts'
import { parseHandbookFile } from './handbook-file.ts'

let directory: string | undefined
afterEach(async () => {
  if (directory !== undefined) await rm(directory, { recursive: true })
  directory = undefined
})

async function write(files: Record<string, string>): Promise<string> {
  directory = await mkdtemp(join(tmpdir(), 'outlast-coaches-'))
  await mkdir(join(directory, 'handbook'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

const coach = (name: string, more = '') =>
  `---\nname: ${name}\ntitle: A coach\ndescription: Coaches.\nstarters: [Hello]\n${more}---\n\nYou are a coach.\n`

test('the default coach comes first, then the others by name', async () => {
  const files = { 'b.md': coach('b'), 'c.md': coach('c', 'default: true\ntemperature: 0.4\n'), 'a.md': coach('a') }
  const { coaches } = await readCoaches(await write(files))
  expect(coaches.map(({ name }) => name)).toEqual(['c', 'a', 'b'])
  expect(coaches[0]).toEqual({
    name: 'c',
    title: 'A coach',
    description: 'Coaches.',
    starters: ['Hello'],
    temperature: 0.4,
    instructions: 'You are a coach.',
  })
})

test.each([
  ['no front matter', { 'a.md': 'You are a coach.' }, /a\.md has no front matter between two lines of ---\.$/],
  ['broken YAML', { 'a.md': '---\nname: [a\n---\nText' }, /a\.md has front matter that is not YAML: /],
  ['an unknown field', { 'a.md': coach('a', 'colour: red\n') }, /a\.md is not right: the front matter: .*colour/],
  ['a missing field', { 'a.md': '---\nname: a\n---\nText' }, /a\.md is not right: title: .*; description: /],
  ['another name than its file', { 'a.md': coach('b') }, /a\.md has to be called b\.md/],
  [
    'nothing to say',
    { 'a.md': coach('a').replace('You are a coach.', '') },
    /a\.md has nothing below its front matter\.$/,
  ],
  ['no default', { 'a.md': coach('a') }, /Exactly one coach .* "default: true", but 0 do\.$/],
  ['two defaults', { 'a.md': coach('a', 'default: true\n'), 'b.md': coach('b', 'default: true\n') }, /but 2 do\.$/],
])('a coach with %s stops the start with one sentence', async (_, files, sentence) => {
  const failure = readCoaches(await write(files))
  await expect(failure).rejects.toThrow(StartupError)
  await expect(failure).rejects.toThrow(sentence)
})

test('a folder that is not there is told of', async () => {
  await expect(readCoaches('/nowhere/at/all')).rejects.toThrow(StartupError)
})

test('a page is divided at its headings, long sections between paragraphs', () => {
  const long = `${'word '.repeat(250)}\n\n${'more '.repeat(250)}`
  const source = `---\ntitle: Page\nabout: things\ncoaches: [a]\n---\nBefore.\n\n# A\n\nOne.\n\nTwo.\n\n## B\n\n${long}\n\n# C\n\nThree.\n`
  expect(parseHandbookFile(source).map(({ headings, text }) => [headings.join('/'), text.slice(0, 9)])).toEqual([
    ['', 'Before.'],
    ['A', 'One.\n\nTwo'],
    ['A/B', 'word word'],
    ['A/B', 'more more'],
    ['C', 'Three.'],
  ])
})

test('a question finds what it is about, and nothing where nothing is', () => {
  const page = (name: string, text: string, coaches: string[] | null = null) => ({
    name,
    headings: [],
    text,
    about: '',
    coaches,
  })
  const handbook = createHandbook([
    page('Sleep', 'Rest well.'),
    page('Feedback', 'Say what you saw.'),
    page('Compilers', 'Parse feedback.', ['engineering']),
  ])
  expect(handbook.search('grow', 'How do I ask for feedback?', 5)).toEqual([
    { text: 'Say what you saw.', fileId: null, name: 'Feedback', page: null, pageEnd: null, headings: [] },
  ])
  expect(handbook.search('grow', 'Tell me about compilers', 5)).toEqual([])
  expect(handbook.search('engineering', 'Tell me about compilers', 5)).toHaveLength(1)
  expect(handbook.search('grow', 'What is the capital of France?', 5)).toEqual([])
  expect(handbook.search('grow', '', 5)).toEqual([])
})

test.each([
  ['grow', 'I keep putting off my tax return', 'Putting things off'],
  ['grow', 'How do I give feedback to a colleague?', 'Feedback'],
  ['grow', 'I am nervous before my presentation', 'Confidence'],
  ['grow', "I can't decide between two jobs", 'Decisions'],
  ['grow', 'I want to stop smoking', 'Habits'],
  ['grow', 'I feel overwhelmed', 'Being stuck'],
  ['grow', 'Help me plan my week', 'Planning a week'],
  ['study', 'I have an exam in three weeks', 'Exams'],
  ['engineering', 'I have a bug that I cannot reproduce', 'Debugging'],
])('%s: "%s" is answered by the page %s', async (name, question, page) => {
  const { handbook } = await readCoaches(COACHES_DIR)
  const found = createHandbook(handbook).search(name, question, 3)
  expect(found.map((passage) => passage.name)).toContain(page)
})

test('the coaches of this repository are in order, and every coach of a page exists', async () => {
  const { coaches, handbook } = await readCoaches(COACHES_DIR)
  expect(coaches.map(({ name }) => name)).toEqual(['grow', 'engineering', 'study'])
  const names = new Set(coaches.map(({ name }) => name))
  expect(handbook.flatMap(({ coaches }) => coaches ?? []).filter((name) => !names.has(name))).toEqual([])
  expect(handbook.filter(({ headings }) => headings.length === 0)).toEqual([])
})
