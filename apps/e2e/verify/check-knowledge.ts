import { randomUUID } from 'node:crypto'
import { type Scene, expectCompleted, expectStatus } from './scene.ts'

const SENTENCE = 'The lighthouse keeper of Norderoog counts the seals at noon.'

/** An answer streams over server-sent events to its end, and is there afterwards. */
export async function checkCoach({ api, fetch }: Scene): Promise<string> {
  const headers = { 'x-session-id': randomUUID() }
  const thread = await api.coach.createThread({ headers, body: {} })
  expectStatus(thread, 201, 'POST /api/threads')
  const params = thread.body as { thread_id: string }
  const sent = await api.coach.sendMessage({ headers, params, body: { text: 'I want to learn to sail this year.' } })
  expectStatus(sent, 202, 'POST /api/threads/:thread_id/messages')
  const { answer } = sent.body as { answer: { message_id: string } }
  const path = `/api/threads/${params.thread_id}/messages/${answer.message_id}`
  const stream = await fetch(`${path}/stream`, { headers })
  expectStatus(stream, 200, 'the stream of an answer')
  const events = await stream.text()
  if (!/^event: text$/m.test(events)) throw new Error('the stream brought no text')
  if (!/^event: end$/m.test(events)) throw new Error('the stream did not come to its end')
  const kept = await api.coach.getMessage({ headers, params: { ...params, ...answer }, query: {} })
  const { state, text } = (kept.body as { message: { state: string; text: string } }).message
  if (state !== 'complete' || text === '') throw new Error(`the answer is ${state}`)
  return `streamed ${text.length} characters, and kept them`
}

/** A document is uploaded, indexed by a job, and found by its words. */
export async function checkLibrary({ api, fetch, follow }: Scene): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([`# Seals\n\n${SENTENCE}\n`], { type: 'text/markdown' }), 'seals.md')
  const uploaded = await fetch('/api/files', { method: 'POST', body: form })
  expectStatus(uploaded, 202, 'POST /api/files')
  const { job_id } = (await uploaded.json()) as { job_id: string }
  expectCompleted(await follow(job_id))
  const found = await api.library.search({ params: { name: 'library' }, body: { query: 'who counts seals?' } })
  expectStatus(found, 200, 'POST /api/collections/library/search')
  const { hits } = found.body as { hits: { text: string }[] }
  if (!hits[0]?.text.includes(SENTENCE)) throw new Error('the passage was not found')
  return 'a document was indexed, and found by its words'
}
