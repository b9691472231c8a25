import { CoachStatus, Message, Thread } from '@outlast/contract'
import { newId, sqlOf } from '@outlast/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
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
  visitorOf,
} from '../../testing/coach.ts'
import { problemCode, problemOf } from '../../testing/problem.ts'
import { ROUTES, bodyFor, pathWith } from '../../testing/routes.ts'
import { deleteExpiredSessions } from './housekeeping.ts'
import { settleAllReplies } from './settle-repository.ts'

let coach: CoachHarness
let visitor: Visitor
beforeAll(async () => {
  coach = await createCoachHarness(() => ({ pieces: ['An answer.'] }))
  visitor = await visit(coach.harness)
})
afterAll(() => coach.close())

const Page = z.object({ items: z.array(Thread), next_cursor: z.string().nullable() })
const Messages = z.object({ items: z.array(Message), next_cursor: z.string().nullable() })

async function list(who: Visitor, query = ''): Promise<z.infer<typeof Page>> {
  return Page.parse(await (await who.fetch(`/api/threads${query}`)).json())
}

async function exchange(who: Visitor, threadId: string, text: string) {
  const { question, answer } = await ask(who, threadId, { text })
  return { question, answer: endOf(await followAll(who, { threadId, messageId: answer.message_id })) }
}

const OF_THREADS = ROUTES.filter(({ path }) => path.startsWith('/api/threads'))

test.for(OF_THREADS)('$method $path asks for a session that is a UUID', async (route) => {
  const { member } = visitor
  const path = pathWith(route.path, newId())
  for (const session of [undefined, '', 'mine', '1', `${newId()}, ${newId()}`, `${newId()}x`]) {
    const own = { ...bodyFor(route), headers: session === undefined ? {} : { 'x-session-id': session } }
    const answer = await member.fetch(path, { method: route.method, ...own })
    const problem = await problemOf(answer)
    // Whether there is such a thread is looked at first where a file is sent.
    expect(problem.code).toBe('invalid_request')
    expect(problem.issues?.map((issue) => issue.path)).toContain('headers.x-session-id')
  }
})

test.for(OF_THREADS.filter(({ path }) => path.includes(':')))(
  "$method $path treats another session's and another workspace's thread as not there",
  async (route) => {
    const { thread_id } = await startThread(visitor)
    const { answer } = await exchange(visitor, thread_id, 'Mine')
    const path = route.path.replace(':thread_id', thread_id).replace(':message_id', answer.message_id)
    const before = await coach.harness.countRows()
    const sameTab = visitorOf(await coach.harness.mint(), visitor.sessionId)
    for (const stranger of [await visit(coach.harness, visitor.member), sameTab]) {
      const { json } = bodyFor(route)
      const rest = await stranger.fetch(path, { method: route.method, ...(json === undefined ? {} : { json }) })
      expect(await problemCode(rest)).toBe('not_found')
    }
    expect({ ...(await coach.harness.countRows()), workspace: 0, workspace_token: 0 }).toEqual({
      ...before,
      workspace: 0,
      workspace_token: 0,
    })
  },
)

test('a session may be written in capitals', async () => {
  const someone = await visit(coach.harness)
  const { thread_id } = await startThread(someone)
  const shouting = visitorOf(someone.member, someone.sessionId.toUpperCase())
  expect((await list(shouting)).items.map((thread) => thread.thread_id)).toEqual([thread_id])
})

test('each session sees its own threads, last changed first, in pages', async () => {
  const [one, two] = [await visit(coach.harness, visitor.member), await visit(coach.harness, visitor.member)]
  const ids: string[] = []
  for (let at = 0; at < 5; at += 1) ids.push((await startThread(one)).thread_id)
  await startThread(two)
  await exchange(one, ids[1] ?? '', 'The one that is changed')
  const expected = [ids[1], ids[4], ids[3], ids[2], ids[0]]
  expect((await list(one)).items.map(({ thread_id }) => thread_id)).toEqual(expected)
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: z.infer<typeof Page> = await list(one, `?limit=2${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.items.map(({ thread_id }) => thread_id))
    cursor = page.next_cursor
  }
  expect(paged).toEqual(expected)
  expect((await list(two)).items).toHaveLength(1)
  expect(await problemCode(await one.fetch('/api/threads?cursor=nonsense'))).toBe('invalid_request')
})

test('a search finds words in titles and messages of the session, and takes nothing for a pattern', async () => {
  const someone = await visit(coach.harness)
  const [first, second] = [await startThread(someone, { title: '100% Apfel_kuchen' }), await startThread(someone)]
  await exchange(someone, second.thread_id, String.raw`Wie backe ich Brötchen \ Brot?`)
  const find = async (search: string) =>
    (await list(someone, `?search=${encodeURIComponent(search)}`)).items.map(({ thread_id }) => thread_id)
  expect(await find('apfel')).toEqual([first.thread_id])
  expect(await find('brötchen ANSWER')).toEqual([second.thread_id])
  // With accents or without, put together or apart: `o` and U+0308 is what some keyboards and file systems write.
  for (const same of ['brotchen', 'BRO\u0308TCHEN', 'bròtchen']) expect(await find(same)).toEqual([second.thread_id])
  expect(await find('brötchen apfel')).toEqual([])
  const korean = await startThread(someone, { title: '서울의 カゴ' })
  for (const word of ['서울의', 'カゴ']) expect(await find(word)).toEqual([korean.thread_id])
  expect(await find('100%')).toEqual([first.thread_id])
  expect(await find('0%A')).toEqual([])
  expect(await find('Apfel_k')).toEqual([first.thread_id])
  expect(await find('Apfelk_chen')).toEqual([])
  expect(await find('\\')).toEqual([second.thread_id])
  expect(await find('   ')).toHaveLength(3)
  expect((await list(visitor, '?search=brötchen')).items).toEqual([])
})

test('a thread is begun once for a key, renamed, given another coach, and deleted with all that is in it', async () => {
  const someone = await visit(coach.harness)
  const headers = { 'idempotency-key': 'begin' }
  const starts = await Promise.all(
    Array.from({ length: 10 }, () => someone.fetch('/api/threads', { json: { title: 'Once' }, headers })),
  )
  const threads = await Promise.all(starts.map(async (answer) => Thread.parse(await answer.json())))
  expect(new Set(threads.map(({ thread_id }) => thread_id)).size).toBe(1)
  const other = await someone.fetch('/api/threads', { json: { title: 'Twice' }, headers })
  expect(await problemCode(other)).toBe('idempotency_mismatch')
  const path = `/api/threads/${threads[0]?.thread_id}`
  const { coaches } = CoachStatus.parse(await (await someone.fetch('/api/coach')).json())
  const change = { title: 'Renamed 🎈', coach: coaches.at(-1)?.name }
  const changed = await someone.fetch(path, { method: 'PATCH', json: change })
  expect(await changed.json()).toMatchObject(change)
  for (const json of [{ title: '' }, { title: '  ' }, { title: 'x'.repeat(121) }, { coach: 'nobody' }]) {
    expect(await problemCode(await someone.fetch(path, { method: 'PATCH', json }))).toBe('invalid_request')
  }
  expect(await problemCode(await someone.fetch('/api/threads', { json: { coach: 'nobody' } }))).toBe('invalid_request')
  expect((await someone.fetch(path, { method: 'DELETE' })).status).toBe(204)
  expect(await problemCode(await someone.fetch(path))).toBe('not_found')
})

test('a thread of a thousand messages is read page by page from its end', async () => {
  const { thread_id } = await startThread(visitor)
  const ids = await fillThread(thread_id, 1_000)
  const texts: string[][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/api/threads/${thread_id}/messages?limit=200${cursor && `&cursor=${cursor}`}`
    const page: z.infer<typeof Messages> = Messages.parse(await (await visitor.fetch(path)).json())
    texts.unshift(page.items.map(({ text }) => text))
    cursor = page.next_cursor
  }
  expect(texts.map(({ length }) => length)).toEqual([200, 200, 200, 200, 200])
  expect(texts.flat()).toEqual(ids.map((_, at) => `Message ${at}`))
  const { answer } = await exchange(visitor, thread_id, 'And after a thousand?')
  expect(answer.text).toBe('An answer.')
})

/** A chain of messages, question and answer in turn. */
async function fillThread(threadId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  const sql = sqlOf(coach.harness.deps.database.pool)
  const fill = `INSERT INTO message (id, thread_id, parent_id, role, text, state, file_ids)
    SELECT id, $1, ($2::uuid[])[at - 1], CASE at % 2 WHEN 1 THEN 'user' ELSE 'assistant' END, 'Message ' || at - 1,
      'complete', '{}'
    FROM unnest($2::uuid[]) WITH ORDINALITY AS m(id, at)`
  await sql.query(fill, [threadId, ids])
  await sql.query('UPDATE thread SET leaf_id = $2 WHERE id = $1', [threadId, ids.at(-1)])
  return ids
}

test('a thread is exported as Markdown and as JSON, under a name that is safe anywhere', async () => {
  const someone = await visit(coach.harness)
  const { thread_id } = await startThread(someone, { title: '../"Plan"\r\n€ 🎈' })
  await exchange(someone, thread_id, '# My **question**')
  const markdown = await someone.fetch(`/api/threads/${thread_id}/export`)
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  const disposition = markdown.headers.get('content-disposition') ?? ''
  expect(disposition).toMatch(/^attachment; filename="[ -~]*"; filename\*=UTF-8''[\w%.!~*'-]+$/)
  expect(disposition).toContain("''Plan%20%E2%82%AC%20%F0%9F%8E%88.md")
  const text = await markdown.text()
  expect(text).toMatch(/^# \.\.\/"Plan" € 🎈\n/)
  expect(text).toContain('\n## You, 20')
  expect(text).toContain('\n# My **question**\n')
  expect(text).toContain('\nAn answer.\n')
  const json = await someone.fetch(`/api/threads/${thread_id}/export?format=json`)
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const exported = z.object({ thread: Thread, messages: z.array(Message) }).parse(await json.json())
  expect(exported.messages).toEqual(await readThread(someone, thread_id))
  expect((await someone.fetch(`/api/threads/${(await startThread(someone)).thread_id}/export`)).status).toBe(200)
})

test('a thread that is deleted while it is answered ends the work on it', async () => {
  const tap = createTap()
  coach.chat.script(withTitles(() => ({ pieces: tap.pieces })))
  const asked = coach.chat.next()
  const { thread_id: threadId } = await startThread(visitor)
  const { answer } = await ask(visitor, threadId, { text: 'Wait for it' })
  const live = follow(visitor, { threadId, messageId: answer.message_id })
  tap.send('begun')
  await live.next()
  const request = await asked
  expect((await visitor.fetch(`/api/threads/${threadId}`, { method: 'DELETE' })).status).toBe(204)
  expect(await request.end).toBe('hung_up')
  for await (const { event } of live) expect(event).not.toBe('end')
  await coach.harness.deps.engine.idle()
  coach.chat.script(withTitles(() => ({ pieces: ['An answer.'] })))
})

test('sessions that were not seen for long go with all that is theirs; those that are seen stay', async () => {
  const [old, kept] = [await visit(coach.harness, visitor.member), await visit(coach.harness, visitor.member)]
  const { deps } = coach.harness
  const before = await coach.harness.countRows()
  const { thread_id } = await startThread(old)
  await attach(old, thread_id, { name: 'notes.txt', content: 'Notes about whales.' })
  const tap = createTap()
  coach.chat.script(withTitles(() => ({ pieces: tap.pieces })))
  await ask(old, thread_id, { text: 'Still there?' })
  const mine = await startThread(kept)
  const age = 'UPDATE chat_session SET seen_at = now() - $1 * interval $2 WHERE id = ANY($3)'
  const sql = sqlOf(deps.database.pool)
  await sql.query(age.replace('$2', "'1 hour'").replace('$3', '$2'), [30, [old.sessionId, kept.sessionId]])
  // Being asked for is being seen.
  await list(kept)
  await deleteExpiredSessions({ database: deps.database, engine: deps.engine, attachments: deps.coach.attachments }, 24)
  await deps.engine.idle()
  const after = await coach.harness.countRows()
  const kinds = ['files', 'collections', 'items', 'messages']
  for (const kind of kinds) expect([kind, after[kind]]).toEqual([kind, before[kind]])
  expect((await list(old)).items).toEqual([])
  expect((await list(kept)).items).toEqual([mine])
  coach.chat.script(withTitles(() => ({ pieces: ['An answer.'] })))
})

test('answers that nobody came back to are written down before their logs go', async () => {
  const tap = createTap()
  coach.chat.script(withTitles(() => ({ pieces: tap.pieces })))
  const { thread_id: threadId } = await startThread(visitor)
  const { answer } = await ask(visitor, threadId, { text: 'A long one' })
  const live = follow(visitor, { threadId, messageId: answer.message_id })
  tap.send('half of it')
  for await (const { event } of live) if (event === 'text') break
  const { engine, database } = coach.harness.deps
  const jobId = answer.job_id ?? ''
  // As the tray of running work does.
  await visitor.member.fetch(`/api/jobs/${jobId}/cancel`, { json: {} })
  await engine.waitForEnd(jobId, { timeoutMs: 20_000, signal: new AbortController().signal })
  await settleAllReplies(database)
  await database.prisma.job.deleteMany({ where: { id: jobId } })
  expect((await readThread(visitor, threadId)).at(-1)).toMatchObject({ state: 'stopped', text: 'half of it' })
  coach.chat.script(withTitles(() => ({ pieces: ['An answer.'] })))
})

test('a workspace says how many threads are in it, and takes them along', async () => {
  const someone = await visit(coach.harness)
  const { thread_id } = await startThread(someone)
  await exchange(someone, thread_id, 'Short')
  const workspace = await someone.member.api.workspace.get()
  expect(workspace.body).toMatchObject({ threads: 1, files: 0, collections: 0 })
  const before = await coach.harness.countRows()
  expect((await someone.member.api.workspace.remove()).status).toBe(204)
  const after = await coach.harness.countRows()
  expect([after['thread'], after['message']]).toEqual([(before['thread'] ?? 0) - 1, (before['message'] ?? 0) - 2])
})
