import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTap, withTitles } from '../../testing/chat-scripts.ts'
import {
  type CoachHarness,
  type Visitor,
  ask,
  attach,
  createCoachHarness,
  endOf,
  follow,
  followAll,
  readThread,
  startThread,
  visit,
} from '../../testing/coach.ts'
import { writePdf } from '../../testing/pdf.ts'
import { problemCode } from '../../testing/problem.ts'
import { createCollection } from '../../testing/library.ts'

let coach: CoachHarness
let visitor: Visitor
beforeAll(async () => {
  coach = await createCoachHarness(() => ({ pieces: ['It says so [1].'] }))
  visitor = await visit(coach.harness)
})
afterAll(() => coach.close())

const WHALES = '# Whales\n\nThe blue whale of the harbour weighs 190 tonnes and sings at night.\n'

async function threadWithWhales(who: Visitor = visitor) {
  const { thread_id: threadId } = await startThread(who)
  const fileId = await attach(who, threadId, { name: 'whales.md', content: WHALES })
  return { threadId, fileId, collection: `thread-${threadId}` }
}

async function exchange(who: Visitor, threadId: string, body: { text: string; file_ids?: string[] }) {
  const { answer, question } = await ask(who, threadId, body)
  return { question, answer: endOf(await followAll(who, { threadId, messageId: answer.message_id })) }
}

const lastRequest = () =>
  coach.chat.requests.findLast(({ messages }) => !messages[0]?.content?.startsWith('Write a title'))

test('an answer waits for the files of its question, is made from them, and cites them', async () => {
  const { threadId, fileId } = await threadWithWhales()
  // At once: nothing says that the file has been read by now.
  const { answer } = await exchange(visitor, threadId, { text: 'How heavy is the whale?', file_ids: [fileId] })
  expect(lastRequest()?.messages.at(-1)?.content).toContain('190 tonnes')
  expect(lastRequest()?.messages.at(-1)?.content).toContain('[Attached: whales.md]')
  expect(answer.citations).toMatchObject([{ number: 1, file_id: fileId, name: 'whales.md', headings: ['Whales'] }])
  expect(answer.citations[0]?.text).toContain('190 tonnes')
  const [question] = await readThread(visitor, threadId)
  expect(question?.attachments).toEqual([{ file_id: fileId, name: 'whales.md', state: 'indexed' }])
  // Later questions of the thread find it, too.
  await exchange(visitor, threadId, { text: 'And when does it sing?' })
  expect(lastRequest()?.messages.at(-1)?.content).toContain('sings at night')
})

test('a passage of a PDF is cited with its page', async () => {
  const { thread_id: threadId } = await startThread(visitor)
  // Each page enough for passages of its own.
  const pageAbout = (what: string) => Array.from({ length: 50 }, (_, at) => `Line ${at} is about ${what} and no other.`)
  const content = writePdf(['violins', 'lighthouses'].map(pageAbout))
  const fileId = await attach(visitor, threadId, { name: 'two pages.pdf', content })
  const { answer } = await exchange(visitor, threadId, { text: 'Where are the lighthouses?', file_ids: [fileId] })
  expect(answer.citations).toMatchObject([{ number: 1, file_id: fileId, name: 'two pages.pdf', page: 2 }])
})

test('a message may be nothing but files', async () => {
  const { threadId, fileId } = await threadWithWhales()
  const { question, answer } = await exchange(visitor, threadId, { text: '', file_ids: [fileId] })
  expect(question).toMatchObject({ text: '', attachments: [{ name: 'whales.md' }] })
  expect(lastRequest()?.messages.at(-1)?.content).toMatch(/\[Attached: whales\.md\]$/)
  expect(answer.state).toBe('complete')
})

test('an answer that was stopped keeps its citations', async () => {
  const { threadId, fileId } = await threadWithWhales()
  const tap = createTap()
  coach.chat.script(withTitles(() => ({ pieces: tap.pieces })))
  const { answer } = await ask(visitor, threadId, { text: 'The whale?', file_ids: [fileId] })
  const live = follow(visitor, { threadId, messageId: answer.message_id })
  tap.send('As it says [1]')
  for (let event = await live.next(); event.value?.event !== 'text';) event = await live.next()
  await visitor.fetch(`/api/threads/${threadId}/messages/${answer.message_id}/stop`, { json: {} })
  const rest = []
  for await (const event of live) rest.push(event)
  expect(endOf(rest)).toMatchObject({ state: 'stopped', text: 'As it says [1]', citations: [{ file_id: fileId }] })
  coach.chat.script(withTitles(() => ({ pieces: ['It says so [1].'] })))
})

test('a file is found in its thread only: not by other threads, sessions, the library or their searches', async () => {
  const { threadId, fileId, collection } = await threadWithWhales()
  await exchange(visitor, threadId, { text: 'The whale?', file_ids: [fileId] })
  const tonnes = () => lastRequest()?.messages.at(-1)?.content?.includes('190 tonnes')
  const other = await startThread(visitor)
  await exchange(visitor, other.thread_id, { text: 'How heavy is the blue whale of the harbour?' })
  expect(tonnes()).toBe(false)
  const foreign = await visitor.fetch(`/api/threads/${other.thread_id}/messages`, {
    json: { text: 'x', file_ids: [fileId] },
  })
  expect(await problemCode(foreign)).toBe('not_found')

  const { member } = visitor
  const own = [`/api/files/${fileId}`, `/api/files/${fileId}/content`]
  for (const path of own) expect((await visitor.fetch(path)).status).toBe(200)
  const stranger = await visit(coach.harness, member)
  for (const path of own) {
    expect(await problemCode(await member.fetch(path))).toBe('not_found')
    expect(await problemCode(await stranger.fetch(path))).toBe('not_found')
  }
  expect(await problemCode(await member.fetch(`/api/files/${fileId}`, { method: 'DELETE' }))).toBe('not_found')
  expect((await member.api.files.list({ query: {} })).body).toEqual({ items: [], next_cursor: null })
  expect((await member.api.files.list({ query: { collection } })).body).toEqual({ items: [], next_cursor: null })
  expect((await member.api.library.listCollections({ query: {} })).body).toEqual({ items: [], next_cursor: null })
  const refused = [
    member.fetch(`/api/collections/${collection}`),
    member.fetch(`/api/collections/${collection}/items`),
    member.fetch(`/api/collections/${collection}/search`, { json: { query: 'whale' } }),
    member.fetch(`/api/collections/${collection}/clear`, { json: {} }),
    member.fetch(`/api/collections/${collection}/train`, { json: {} }),
    member.fetch(`/api/collections/${collection}/upsert`, { json: { items: [{ text: 'x' }] } }),
    member.fetch(`/api/collections/${collection}`, { method: 'DELETE' }),
    member.fetch('/api/embeddings', { json: { input: ['x'], collection } }),
  ]
  for (const answer of await Promise.all(refused)) expect(await problemCode(answer)).toBe('not_found')
  const taken = await member.fetch('/api/collections', { json: { name: `thread-${other.thread_id}` } })
  expect(await problemCode(taken)).toBe('name_taken')
  await createCollection(member, { name: 'thread-of-mine' })
  await member.api.library.removeCollection({ params: { name: 'thread-of-mine' } })
})

test('a thread takes its files, their passages and their vectors along', async () => {
  const before = await coach.harness.countRows()
  const { threadId, fileId } = await threadWithWhales()
  await exchange(visitor, threadId, { text: 'The whale?', file_ids: [fileId] })
  expect((await coach.harness.countRows())['collection_item']).toBeGreaterThan(before['collection_item'] ?? 0)
  expect((await visitor.fetch(`/api/threads/${threadId}`, { method: 'DELETE' })).status).toBe(204)
  const after = await coach.harness.countRows()
  for (const kind of ['threads', 'messages', 'files', 'collections', 'items']) {
    expect([kind, after[kind]]).toEqual([kind, before[kind]])
  }
  const { library, database } = coach.harness.deps
  await library.sweeper.sweep()
  expect(await database.prisma.vectorGarbage.count()).toBe(0)
})

test('what is no document, too large, or into a thread that is not there is refused', async () => {
  const { thread_id: threadId } = await startThread(visitor)
  const before = await coach.harness.countRows()
  const post = (content: string | Uint8Array<ArrayBuffer>, path = `/api/threads/${threadId}/files`) => {
    const form = new FormData()
    form.set('file', new Blob([content]), 'file.bin')
    return visitor.fetch(path, { method: 'POST', body: form })
  }
  expect(await problemCode(await post(new Uint8Array([0, 1, 2, 255, 0, 7, 200, 0])))).toBe('unreadable_document')
  expect(await problemCode(await post(new Uint8Array(20_000_001).fill(97)))).toBe('body_too_large')
  expect(await problemCode(await post('text', `/api/threads/${crypto.randomUUID()}/files`))).toBe('not_found')
  expect(await problemCode(await visitor.fetch(`/api/threads/${threadId}/files`, { json: {} }))).toBe(
    'unsupported_media_type',
  )
  const empty = { method: 'POST', body: new FormData() }
  expect(await problemCode(await visitor.fetch(`/api/threads/${threadId}/files`, empty))).toBe('invalid_request')
  // The collection of the thread may be there by now, with nothing in it.
  expect({ ...(await coach.harness.countRows()), collections: 0 }).toEqual({ ...before, collections: 0 })
})

test('the same document twice is one file; five uploads at once make one collection', async () => {
  const { thread_id: threadId } = await startThread(visitor)
  const before = await coach.harness.countRows()
  const contents = ['one', 'two', 'three', 'four', 'four']
  const ids = await Promise.all(
    contents.map((content) => attach(visitor, threadId, { name: `${content}.txt`, content: `The number ${content}.` })),
  )
  expect(new Set(ids).size).toBe(4)
  const after = await coach.harness.countRows()
  expect([after['collection'], after['file']]).toEqual([(before['collection'] ?? 0) + 1, (before['file'] ?? 0) + 4])
})

test('a file that cannot be read holds up no answer', async () => {
  const { thread_id: threadId } = await startThread(visitor)
  const broken = new TextEncoder().encode('%PDF-1.7\nthis is no PDF at all\n%%EOF\n')
  const fileId = await attach(visitor, threadId, { name: 'broken.pdf', content: broken })
  const { answer } = await exchange(visitor, threadId, { text: 'What is in it?', file_ids: [fileId] })
  expect(answer.state).toBe('complete')
  expect((await readThread(visitor, threadId))[0]?.attachments).toMatchObject([{ state: 'failed' }])
})
