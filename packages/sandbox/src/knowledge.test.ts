import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HostCallError, type Language, type Sandbox, type SandboxEvent } from './index.ts'
import { base64Of, fakeKnowledge, fileBytes } from './test-knowledge.ts'
import { openTestSandbox, runCode } from './test-run.ts'

let sandbox: Sandbox
const events: SandboxEvent[] = []
beforeAll(async () => {
  const onEvent = (event: SandboxEvent) => void events.push(event)
  sandbox = await openTestSandbox({ warm: { typescript: 1, python: 1 }, onEvent })
})
afterAll(() => sandbox.close())

/** The result of a program, or its failure and what it wrote to stderr. */
async function resultOf(language: Language, code: string, fake = fakeKnowledge()): Promise<unknown> {
  const { outcome, stderr } = await runCode(sandbox, [language, code], { knowledge: fake.hooks, timeoutMs: 60_000 })
  return outcome.status === 'completed' ? outcome.result?.json : { ...outcome, stderr }
}

/** One test in both languages: the same is expected of them. */
const both = (python: string, typescript: string): [Language, string][] => [
  ['python', python],
  ['typescript', typescript],
]

test.each(
  both(
    `from outlast import tokenize, detokenize, count_tokens, Token
text = 'a 😀 b'
tokens = tokenize(text, document='d')
assert all(text[t.start:t.end] == t.text for t in tokens) and isinstance(tokens[0], Token)
[[t.text, t.index, t.kind, t.id] for t in tokens] + [count_tokens(text), detokenize(tokens), detokenize([72, 105], 'byte'), detokenize(['x', 'y'])]`,
    `import { tokenize, detokenize, countTokens } from 'outlast'
const text = 'a 😀 b'
const tokens = await tokenize(text, 'word', { document: 'd' })
if (!tokens.every((t) => text.slice(t.start, t.end) === t.text)) throw new Error('offsets')
;[...tokens.map((t) => [t.text, t.index, t.kind, t.id]), await countTokens(text), await detokenize(tokens), await detokenize([72, 105], 'byte'), await detokenize(['x', 'y'])]`,
  ),
)('%s: tokens, with offsets that fit the text of the language', async (language, code) => {
  const fake = fakeKnowledge()
  expect(await resultOf(language, code, fake)).toEqual([
    ['a', 0, 'word', 1],
    [' 😀 ', 1, 'space', 4],
    ['b', 2, 'word', 1],
    3,
    'a 😀 b',
    'Hi',
    'xy',
  ])
  expect(fake.asked[0]?.request).toMatchObject({ tokenizer: 'word', document: 'd' })
  expect(fake.requestsOf('detokenize')[1]).toEqual({ tokenizer: 'byte', ids: [72, 105] })
})

test.each(
  both(
    `tokens = tokenize('ab ' * 60_000)
[len(tokens), tokens[119_998].text, tokens[119_998].start, tokens[70_001].index, tokens[70_001].global_id[-5:]]`,
    `const tokens = await tokenize('ab '.repeat(60_000))
;[tokens.length, tokens[119_998].text, tokens[119_998].start, tokens[70_001].index, tokens[70_001].global_id.slice(-5)]`,
  ),
)('%s: many tokens come in pages, of which the program sees nothing', async (language, code) => {
  const fake = fakeKnowledge()
  expect(await resultOf(language, code, fake)).toEqual([120_000, 'ab', 179_997, 70_001, '70001'])
  expect(Math.max(...fake.requestsOf('tokenize').map(({ limit }) => Number(limit)))).toBe(10_000)
})

const awkward = [0.1, -0, 1.401298464324817e-45, 3.4028234663852886e38]
test.each(
  both(
    `vectors = embed(['x', 'y'], collection='notes')
collection('notes').upsert([{'text': 'x', 'vector': vectors[0]}, {'text': 'y', 'vector': list(vectors[1])}], model=vectors.model)
[vectors.model, vectors.dimension, vectors[0].typecode, list(vectors[1])]`,
    `const { vectors, model, dimension } = await embed(['x', 'y'], { collection: 'notes' })
await collection('notes').upsert([{ text: 'x', vector: vectors[0] }, { text: 'y', vector: [...vectors[1]] }], { model })
;[model, dimension, vectors[0] instanceof Float32Array ? 'f' : '', [...vectors[1]]]`,
  ),
)('%s: vectors come and go bit by bit as they are', async (language, code) => {
  const sent = [base64Of(...awkward), base64Of(1, 2, 3, 4)]
  const fake = fakeKnowledge({ embed: () => ({ model: 'm', dimension: 4, vectors: sent }) })
  expect(await resultOf(language, code, fake)).toEqual(['m', 4, 'f', [1, 2, 3, 4]])
  expect(fake.asked).toEqual([
    { name: 'embed', request: { texts: ['x', 'y'], collection: 'notes' } },
    {
      name: 'upsert',
      request: {
        name: 'notes',
        model: 'm',
        items: [
          { text: 'x', metadata: {}, vector: sent[0] },
          { text: 'y', metadata: {}, vector: sent[1] },
        ],
      },
    },
  ])
})

test.each(
  both(
    `notes = collection('notes')
done = notes.upsert({'id': str(n), 'text': f'text {n}'} for n in range(10_000))
long = notes.upsert(['é' * 9_000 + str(n) for n in range(700)])
[done.inserted, done.unchanged, len(done.ids), done.ids[9_999], len(long.ids), notes.delete([str(n) for n in range(2_500)]), len(embed([f'{n}' for n in range(2_500)]))]`,
    `const notes = collection('notes')
const done = await notes.upsert(Array.from({ length: 10_000 }, (_, n) => ({ id: String(n), text: 'text ' + n })))
const long = await notes.upsert(Array.from({ length: 700 }, (_, n) => 'é'.repeat(9_000) + n))
const ids = Array.from({ length: 2_500 }, (_, n) => String(n))
;[done.inserted, done.unchanged, done.ids.length, done.ids[9_999], long.ids.length, await notes.delete(ids), (await embed(ids)).vectors.length]`,
  ),
)('%s: what is too much for one call goes in several', async (language, code) => {
  const fake = fakeKnowledge()
  expect(await resultOf(language, code, fake)).toEqual([9_990, 10, 10_000, '9999', 700, 2_500, 2_500])
  const upserts = fake.requestsOf('upsert').map(({ items }) => items as { text: string }[])
  expect(upserts.slice(0, 10).map((items) => items.length)).toEqual(Array(10).fill(1_000))
  expect(upserts.length).toBe(14)
  expect(Math.max(...upserts.map((items) => Buffer.byteLength(JSON.stringify(items))))).toBeLessThan(4.1 * 1_048_576)
  expect(fake.requestsOf('delete').map(({ ids }) => (ids as string[]).length)).toEqual([1_000, 1_000, 500])
  // The first is small because the length of vectors is not known yet.
  expect(fake.requestsOf('embed').map(({ texts }) => (texts as string[]).length)).toEqual([288, 1_000, 1_000, 212])
})

test.each(
  both(
    `notes = collection('notes')
[hit] = notes.search('what', k=3, mode='vector', filter={'year': {'gte': 2000}})
notes.search(vector=[1, 2], model='m')
notes.clear()
[hit.text, hit.score, hit.id, hit.metadata, hit.source, notes.count(), collection('none').count(), notes.train(dimension=64), notes.describe().model, notes.upsert([('a', 'A')]).ids, notes.upsert([]).count]`,
    `const notes = collection('notes')
const [hit] = await notes.search('what', { k: 3, mode: 'vector', filter: { year: { gte: 2000 } } })
await notes.search(null, { vector: [1, 2], model: 'm' })
await notes.clear()
;[hit.text, hit.score, hit.id, hit.metadata, hit.source, await notes.count(), await collection('none').count(), await notes.train({ dimension: 64 }), (await notes.describe()).model, (await notes.upsert([{ id: 'a', text: 'A' }])).ids, (await notes.upsert([])).count]`,
  ),
)('%s: a collection is searched, counted, cleared, trained', async (language, code) => {
  const fake = fakeKnowledge()
  expect(await resultOf(language, code, fake)).toEqual([
    'found',
    0.5,
    'a',
    { year: 2020 },
    null,
    12,
    0,
    'the job',
    'fake-4',
    ['a'],
    12,
  ])
  expect(fake.requestsOf('search')).toEqual([
    { name: 'notes', query: 'what', k: 3, mode: 'vector', filter: { year: { gte: 2000 } } },
    { name: 'notes', vector: base64Of(1, 2), model: 'm', k: 10, mode: 'hybrid' },
  ])
  expect(fake.requestsOf('train')).toEqual([{ name: 'notes', dimension: 64 }])
})

test.each(
  both(
    `import hashlib
all = files.list(collection='library')
[[file.name for file in all], hashlib.sha256(files.read(all[0])).hexdigest(), files.text(all[0].file_id)[:6], files.text(all[1]), [p.page for p in files.passages(all[1].file_id)]]`,
    `const all = await files.list({ collection: 'library' })
const bytes = await files.read(all[0])
const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()
;[all.map((file) => file.name), digest, (await files.text(all[0].file_id)).slice(0, 6), await files.text(all[1]), (await files.passages(all[1].file_id)).map((p) => p.page)]`,
  ),
)('%s: files are listed, read and cited', async (language, code) => {
  const fake = fakeKnowledge()
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', fileBytes)).toString('hex')
  const joined = 'It began at night, in the old harbour. It ended there.'
  expect(await resultOf(language, code, fake)).toEqual([['a.txt', 'b.pdf'], digest, 'grüße\n', joined, [1, 2]])
  expect(Math.max(...fake.requestsOf('read').map(({ length }) => Number(length)))).toBe(3_145_728)
})

const wrong: [Language, string, string][] = [
  ['python', 'tokenize(3)', 'TypeError: tokenize(text, kind) takes a text, not int'],
  ['python', "tokenize('a', 'morse')", 'outlast.OutlastError: tokenize: tokenizer: Invalid option'],
  ['python', "tokenize('a', size=3)", "TypeError: tokenize() has no option 'size', only encoding, length and document"],
  ['python', "tokenize('\\ud800')", 'ValueError: tokenize holds half of a surrogate pair'],
  ['python', "tokenize('a' * 9_000_000)", 'ValueError: tokenize: what is sent at once takes at most 8 MiB'],
  ['python', "tokenize('a' * 6_000_000)", 'outlast.OutlastError: tokenize: text: Too big'],
  ['python', "embed('one text')", 'TypeError: embed(texts) takes a list of texts, not str'],
  ['python', "embed([' '])", 'outlast.OutlastError: embed: texts.0: must not be blank'],
  ['python', "collection('Über').count()", 'outlast.OutlastError: collection.describe: name: the name of a collection'],
  ['python', "collection('a').upsert([{'txt': 'x'}])", "TypeError: an item has no field 'txt'"],
  ['python', "collection('a').upsert([{'text': 'x\\0'}])", 'collection.upsert: items.0.text: must not contain NUL'],
  [
    'python',
    "collection('a').upsert([{'text': 'x', 'vector': [1.0]}])",
    'collection.upsert: model: is needed with vectors',
  ],
  [
    'python',
    "collection('a').upsert([{'text': 'x', 'vector': [float('nan')]}])",
    'ValueError: a vector holds finite numbers only',
  ],
  ['python', "collection('a').search('x', k=1000)", 'collection.search: k: Too big'],
  ['python', "files.read('../etc/passwd')", 'outlast.OutlastError: files.read: file_id: must be the id of a file'],
  ['python', "detokenize([1], 'word')", 'takes ids of bpe and byte tokens only'],
  ['typescript', 'await tokenize(3)', 'TypeError: tokenize(text, kind?, options?) takes a string'],
  ['typescript', "await tokenize('a', 'morse')", 'OutlastError: tokenize: tokenizer: Invalid option'],
  ['typescript', "await tokenize('\\ud800')", 'RangeError: tokenize: the text holds half of a surrogate pair'],
  ['typescript', "await tokenize('a'.repeat(9e6))", 'RangeError: tokenize: what is sent at once takes at most 8 MiB'],
  ['typescript', "await embed('one text')", 'TypeError: embed(texts, options?) takes an array of strings'],
  ['typescript', "await collection('a').upsert([{ txt: 'x' }])", 'TypeError: An item has no field "txt"'],
  [
    'typescript',
    "await collection('a').upsert([{ text: 'x', vector: [0, 0] }])",
    'RangeError: A vector of zeros has no direction',
  ],
  [
    'typescript',
    "await collection('a').upsert([{ text: 'x', metadata: { a: { b: 1 } } }])",
    'collection.upsert: items.0.metadata.a',
  ],
  ['typescript', 'await files.read(7)', 'TypeError: A file is given by its id'],
]
/** One program makes all the mistakes, and answers what it was told; a program that makes one alone is below. */
const MAKE_MISTAKES: Partial<Record<Language, (mistakes: string[]) => string>> = {
  python: (mistakes) => `import json, traceback
told = []
for mistake in json.loads(${JSON.stringify(JSON.stringify(mistakes))}):
    try:
        exec(mistake)
        told.append('nothing')
    except Exception as error:
        told.append(''.join(traceback.format_exception_only(error)))
told`,
  typescript: (mistakes) => `const told: string[] = []
${mistakes.map((code) => `try { ${code}; told.push('nothing') } catch (error) { told.push(String(error)) }`).join('\n')}
told`,
}

describe.each(['python', 'typescript'] as const)('%s is told what is wrong, and no hook sees it:', (language) => {
  const mistakes = wrong.filter(([of]) => of === language)
  const fake = fakeKnowledge()
  let told: unknown
  beforeAll(async () => {
    const program = MAKE_MISTAKES[language]?.(mistakes.map(([, code]) => code)) ?? ''
    told = await resultOf(language, program, fake)
  })
  test.each(mistakes.map(([, code, message], at) => ({ code, message, at })))('$code', ({ message, at }) => {
    expect(told).toHaveProperty(String(at), expect.stringContaining(message))
    expect(fake.asked).toEqual([])
  })
})

test.each(
  both(
    `from outlast import OutlastError
try:
    collection('notes').search('x')
except OutlastError as error:
    print(error)
collection('notes').count()`,
    `import { OutlastError } from 'outlast'
try {
  await collection('notes').search('x')
} catch (error) {
  if (error instanceof OutlastError) console.log(error.message)
}
await collection('notes').count()`,
  ),
)('%s: what a hook says reaches the program, what it did not foresee the operator', async (language, code) => {
  const { hooks } = fakeKnowledge({
    search: () => Promise.reject(new HostCallError('The collection "notes" has no vectors.')),
    describe: () => Promise.reject(new Error('password of the database')),
  })
  events.length = 0
  const { outcome, stdout, stderr } = await runCode(sandbox, [language, code], { knowledge: hooks })
  expect(stdout).toBe('The collection "notes" has no vectors.\n')
  expect(outcome).toMatchObject({ detail: expect.stringMatching(/OutlastError: collection\.describe failed$/) })
  expect(stderr).not.toContain('password')
  expect(events.filter(({ type }) => type === 'host_call_failed')).toMatchObject([{ call: 'collection.describe' }])
})

test('the error of a call points to the line that made it', async () => {
  const code =
    "import { embed } from 'outlast'\n\nasync function f(): Promise<void> {\n  await embed([''])\n}\nawait f()"
  const failed = await resultOf('typescript', code)
  expect(failed).toMatchObject({
    stderr: expect.stringMatching(
      /^OutlastError: embed: texts\.0: .*\n    at f \(main\.ts:4:9\)\n    at main\.ts:6:7\n$/,
    ),
  })
  const python = await resultOf('python', "def f():\n    embed([''])\n\nf()")
  expect(python).toMatchObject({ stderr: expect.stringMatching(/line 4, in <module>[^]*line 2, in f[^]*OutlastError/) })
  expect(python).not.toMatchObject({ stderr: expect.stringContaining('<outlast>') })
})

test('a name that outlast does not have is a mistake of the program, in its own line', async () => {
  const failed = await resultOf('typescript', "import { nothing } from 'outlast'\nnothing")
  expect(failed).toMatchObject({ code: 'code_error', detail: expect.stringContaining("'outlast' does not provide") })
})

test.each(both("tokenize('a')", "await tokenize('a')"))('%s: without hooks, programs learn it', async (...code) => {
  const { outcome } = await runCode(sandbox, code)
  expect(outcome).toMatchObject({ detail: expect.stringMatching(/OutlastError: tokenize: not available here$/) })
})

test.each(
  both(
    `try:
    collection('a').search('x')
except Exception as error:
    print(error)
collection('a').count()`,
    `await collection('a').search('x').catch((error) => console.log(error.message))
await collection('a').count()`,
  ),
)('%s: an answer that is too long is an error, and the run goes on', async (language, code) => {
  const { hooks } = fakeKnowledge({ search: () => ({ hits: ['x'.repeat(9_000_000)] }) })
  const { outcome, stdout } = await runCode(sandbox, [language, code], { knowledge: hooks })
  expect(stdout).toBe('collection.search: the answer is 9 MiB long, and an answer takes at most 8 MiB\n')
  expect(outcome).toMatchObject({ result: { json: 12 } })
})

test('a thousand calls at once are all answered, a few at a time', async () => {
  const fake = fakeKnowledge()
  const code = `const calls = Array.from({ length: 1_000 }, (_, n) => collection('notes').search('x'.repeat(n % 100 + 1)))
    ;(await Promise.all(calls)).flat().length`
  expect(await resultOf('typescript', code, fake)).toBe(1_000)
  expect(fake.mostAtOnce()).toBeLessThanOrEqual(4)
  expect(fake.mostAtOnce()).toBeGreaterThan(1)
})

test('no name reaches anything but a host function', async () => {
  const code = `ask = next(cell.cell_contents for cell in tokenize.__closure__ if getattr(cell.cell_contents, '__name__', '') == 'ask')
said = []
for name in ('constructor', '__proto__', 'toString', 'collection', 'collection.constructor', 'files.__proto__', 'has', '', 'collection.upsert '):
    try:
        said.append(ask(name, {}))
    except RuntimeError as error:
        said.append(str(error))
sorted(set(said))`
  const fake = fakeKnowledge()
  expect(await resultOf('python', code, fake)).toEqual(['There is no host function of this name'])
  expect(fake.asked).toEqual([])
})

test('a checkpoint that is nested too deep is a mistake of the program, not the end of it', async () => {
  const code =
    'let deep = []\nfor (let n = 0; n < 200; n++) deep = [deep]\nawait checkpoint.save(deep).catch((error) => error.message)'
  expect(await resultOf('javascript', code)).toBe('checkpoint.save: JSON nested deeper than 100 levels')
})
