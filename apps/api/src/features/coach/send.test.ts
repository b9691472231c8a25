import { Exchange, MAX_MESSAGE_CHARS, Message } from '@outlast/contract'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTap, withTitles } from '../../testing/chat-scripts.ts'
import {
  type CoachHarness,
  type Visitor,
  again,
  ask,
  createCoachHarness,
  endOf,
  followAll,
  getThread,
  readThread,
  startThread,
  visit,
} from '../../testing/coach.ts'
import { problemCode, problemOf } from '../../testing/problem.ts'

let coach: CoachHarness
let visitor: Visitor
beforeAll(async () => {
  coach = await createCoachHarness(echo)
  visitor = await visit(coach.harness)
})
afterAll(() => coach.close())

/** Answers with the last words that it was sent, so that one sees what it was told. */
function echo({ messages }: { messages: { role: string; content?: string | null | undefined }[] }) {
  return { pieces: [`Re: ${messages.at(-1)?.content?.split('\n').at(-1)}`] }
}

const post = (threadId: string, json: unknown, headers: Record<string, string> = {}) =>
  visitor.fetch(`/api/threads/${threadId}/messages`, { json, headers })

const newThread = async () => (await startThread(visitor)).thread_id

/** Asks and waits for the answer. */
async function exchange(threadId: string, text: string, more: object = {}): Promise<[Message, Message]> {
  const { question, answer } = await ask(visitor, threadId, { text, ...more })
  return [question, endOf(await followAll(visitor, { threadId, messageId: answer.message_id }))]
}

const exchangeOf = async (answer: Response) => Exchange.parse(await answer.json())
const messageOf = async (answer: Promise<Response>) => Message.parse(await (await answer).json())

const textsOf = (messages: Message[]): string[] => messages.map(({ text }) => text)

test('when the job cannot be accepted, neither question nor answer is written', async () => {
  const threadId = await newThread()
  const { engine } = coach.harness.deps
  const before = await coach.harness.countRows()
  const enqueue = engine.enqueue
  const spy = vi.spyOn(engine, 'enqueue').mockImplementationOnce(async (job, sql) => {
    await enqueue(job, sql)
    throw new Error('The connection broke.')
  })
  expect(await problemCode(await post(threadId, { text: 'Is anybody there?' }))).toBe('internal')
  spy.mockRestore()
  expect(await coach.harness.countRows()).toEqual(before)
  expect(await getThread(visitor, threadId)).toMatchObject({ messages: 0, replying: false })
})

test('twenty clicks with one key are one message; the same key with other words is refused', async () => {
  const threadId = await newThread()
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const clicks = Array.from({ length: 20 }, () => post(threadId, { text: 'Once, please.' }, headers))
  const answers = await Promise.all(clicks)
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202))
  const exchanges = await Promise.all(answers.map(exchangeOf))
  expect(new Set(exchanges.map(({ answer, question }) => `${answer.message_id} ${question.message_id}`)).size).toBe(1)
  expect(await problemCode(await post(threadId, { text: 'Twice, please.' }, headers))).toBe('idempotency_mismatch')
  await followAll(visitor, { threadId, messageId: exchanges[0]?.answer.message_id ?? '' })
  // Long after: still the same one, as it is by now.
  const late = await exchangeOf(await post(threadId, { text: 'Once, please.' }, headers))
  expect(late.answer).toMatchObject({ message_id: exchanges[0]?.answer.message_id, state: 'complete' })
  expect((await readThread(visitor, threadId)).length).toBe(2)
})

test('of twenty questions at once, one is answered, and the others are told that one is', async () => {
  const tap = createTap()
  coach.chat.script(withTitles(() => ({ pieces: tap.pieces })))
  const threadId = await newThread()
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => post(threadId, { text: `Question ${at}` })))
  const accepted = answers.filter(({ status }) => status === 202)
  expect(accepted).toHaveLength(1)
  const refused = answers.filter(({ status }) => status !== 202)
  expect(await Promise.all(refused.map(problemCode))).toEqual(Array(19).fill('reply_under_way'))
  expect(await readThread(visitor, threadId)).toHaveLength(2)
  const { answer } = await exchangeOf(accepted[0] ?? Response.error())
  const regenerate = `/api/threads/${threadId}/messages/${answer.message_id}/regenerate`
  expect(await problemCode(await visitor.fetch(regenerate, { json: {} }))).toBe('reply_under_way')
  tap.send('The one answer.')
  tap.end()
  await followAll(visitor, { threadId, messageId: answer.message_id })
  coach.chat.script(withTitles(echo))
  const made = await again(visitor, threadId, answer.message_id)
  await followAll(visitor, { threadId, messageId: made.message_id })
})

test('an edited question begins a branch of its own, and one can go back and forth', async () => {
  const threadId = await newThread()
  const [first] = await exchange(threadId, 'One')
  const [second, secondAnswer] = await exchange(threadId, 'Two')
  const [edited] = await exchange(threadId, 'Two, better', { edit_of: second.message_id })
  expect(edited).toMatchObject({ variant: 2, variants: [second.message_id, edited.message_id] })
  expect(textsOf(await readThread(visitor, threadId))).toEqual(['One', 'Re: One', 'Two, better', 'Re: Two, better'])
  const [rootEdit] = await exchange(threadId, 'Uno', { edit_of: first.message_id })
  expect(rootEdit.variants).toEqual([first.message_id, rootEdit.message_id])
  expect(textsOf(await readThread(visitor, threadId))).toEqual(['Uno', 'Re: Uno'])
  const goTo = (message_id: string) =>
    visitor.fetch(`/api/threads/${threadId}`, { method: 'PATCH', json: { message_id } })
  // The newest below a message: of the first question that is the edited second one.
  expect((await goTo(first.message_id)).status).toBe(200)
  expect(textsOf(await readThread(visitor, threadId))).toEqual(['One', 'Re: One', 'Two, better', 'Re: Two, better'])
  await goTo(second.message_id)
  const shown = await readThread(visitor, threadId)
  expect(textsOf(shown)).toEqual(['One', 'Re: One', 'Two', 'Re: Two'])
  expect(shown[2]).toMatchObject({ variant: 1 })
  // What is asked next follows the branch that is shown, and the model hears of that branch only.
  await exchange(threadId, 'Three')
  const request = coach.chat.requests.findLast(({ messages }) => messages.at(-1)?.content?.endsWith('Three'))
  const said = request?.messages.slice(1).map(({ content }) => content?.split('\n').at(-1))
  expect(said).toEqual(['One', 'Re: One', 'Two', 'Re: Two', 'Three'])
  expect((await readThread(visitor, threadId)).at(-3)?.message_id).toBe(secondAnswer.message_id)
  expect(await problemCode(await goTo(crypto.randomUUID()))).toBe('not_found')
})

test('answers made anew are variants of one another, each with its feedback', async () => {
  const threadId = await newThread()
  const [question, answer] = await exchange(threadId, 'How?')
  const made = await again(visitor, threadId, answer.message_id)
  const anew = endOf(await followAll(visitor, { threadId, messageId: made.message_id }))
  expect(anew).toMatchObject({ variant: 2, variants: [answer.message_id, anew.message_id] })
  const rate = (messageId: string, json: object) =>
    visitor.fetch(`/api/threads/${threadId}/messages/${messageId}/feedback`, { method: 'PUT', json })
  const rated = await messageOf(rate(anew.message_id, { rating: 'down', comment: 'Too short.' }))
  expect(rated.feedback).toEqual({ rating: 'down', comment: 'Too short.' })
  expect((await readThread(visitor, threadId))[1]?.feedback).toEqual({ rating: 'down', comment: 'Too short.' })
  expect((await messageOf(rate(anew.message_id, { rating: null }))).feedback).toBeNull()
  for (const path of ['feedback', 'regenerate', 'stop']) {
    const url = `/api/threads/${threadId}/messages/${question.message_id}/${path}`
    const method = path === 'feedback' ? 'PUT' : 'POST'
    expect(await problemCode(await visitor.fetch(url, { method, json: { rating: 'up' } }))).toBe('not_found')
  }
})

test('what a person writes comes back as it was written, whatever it is written in', async () => {
  const threadId = await newThread()
  const texts = [
    'שלום עולם, مرحبا',
    'e\u0301 \u0301 n\u0303o',
    '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽',
    '<script>alert(1)</script> [x](javascript:alert(1)) <svg onload=alert(1)>',
    'a\tb\r\nc\u2028d\u202e',
    'x'.repeat(MAX_MESSAGE_CHARS),
  ]
  for (const text of texts) {
    const [question] = await exchange(threadId, text)
    expect(question.text).toBe(text)
  }
  expect((await readThread(visitor, threadId)).filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual(
    texts,
  )
})

test.for([
  ['an empty message', { text: '' }, 'body.text'],
  ['a blank message', { text: ' \n\t ' }, 'body.text'],
  ['a message that nobody sees', { text: '\u200b\u2060\u202e' }, 'body.text'],
  ['no message', {}, 'body.text'],
  ['100,000 characters', { text: 'x'.repeat(100_000) }, 'body.text'],
  ['NUL characters', { text: 'a\u0000b' }, 'body.text'],
  ['half a character', { text: 'a\ud83d' }, 'body.text'],
  ['a message that is no text', { text: 7 }, 'body.text'],
  ['a file that is no id', { text: 'x', file_ids: ['one'] }, 'body.file_ids.0'],
  ['six files', { text: 'x', file_ids: Array.from({ length: 6 }, () => crypto.randomUUID()) }, 'body.file_ids'],
  ['an edit of what is no id', { text: 'x', edit_of: 'that' }, 'body.edit_of'],
] as const)('%s is refused and writes nothing', async ([, body, issue]) => {
  const threadId = await newThread()
  const before = await coach.harness.countRows()
  const problem = await problemOf(await post(threadId, body))
  expect(problem.code).toBe('invalid_request')
  expect(problem.issues?.map(({ path }) => path)).toContain(issue)
  expect(await coach.harness.countRows()).toEqual(before)
})

test('binary data is no message, and what is not of the thread is not there', async () => {
  const threadId = await newThread()
  const path = `/api/threads/${threadId}/messages`
  const send = (type: string) =>
    visitor.fetch(path, {
      method: 'POST',
      body: new Uint8Array([0, 255, 254, 1]),
      headers: { 'content-type': type },
    })
  expect(await problemCode(await send('application/octet-stream'))).toBe('unsupported_media_type')
  expect(await problemCode(await send('application/json'))).toBe('malformed_json')
  const id = crypto.randomUUID()
  expect(await problemCode(await post(threadId, { text: 'x', file_ids: [id] }))).toBe('not_found')
  expect(await problemCode(await post(threadId, { text: 'x', edit_of: id }))).toBe('not_found')
  const [elsewhere] = await exchange(await newThread(), 'Elsewhere')
  expect(await problemCode(await post(threadId, { text: 'x', edit_of: elsewhere.message_id }))).toBe('not_found')
  expect(await readThread(visitor, threadId)).toEqual([])
})

test('beyond the budget the model is told of older turns in a summary, which is kept', async () => {
  coach.chat.script(
    withTitles(({ messages }) =>
      messages[0]?.content?.startsWith('Summarise') ? { pieces: ['They spoke of apples.'] } : { pieces: ['Yes.'] },
    ),
  )
  const threadId = await newThread()
  for (let at = 0; at < 4; at += 1) await exchange(threadId, `Part ${at}: ${'apples and pears '.repeat(1_100)}`)
  const summaries = () =>
    coach.chat.requests.filter(({ messages }) => messages[0]?.content?.startsWith('Summarise')).length
  expect(summaries()).toBe(1)
  await exchange(threadId, 'And?')
  expect(summaries()).toBe(1)
  const request = coach.chat.requests.findLast(({ messages }) => messages.at(-1)?.content?.endsWith('And?'))
  expect(request?.messages[0]?.content).toContain('They spoke of apples.')
  expect(request?.messages.some(({ content }) => content?.startsWith('Part 0'))).toBe(false)
  coach.chat.script(withTitles(echo))
})
