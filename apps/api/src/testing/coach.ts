import { type Exchange, Message, type MessageView, type SendMessage, type Thread } from '@outlast/contract'
import { z } from 'zod'
import { withTitles } from './chat-scripts.ts'
import { type ChatServer, type Script, startChatServer } from './chat-server.ts'
import { type ServerEvent, readServerEvents } from './server-events.ts'
import { type Harness, type HarnessOptions, type Init, type Member, createHarness } from './harness.ts'

/** The API with a language model that is a script. */
export type CoachHarness = { harness: Harness; chat: ChatServer; close(): Promise<void> }

/** `script` answers questions; requests for a title get one. */
export async function createCoachHarness(script: Script, options: HarnessOptions = {}): Promise<CoachHarness> {
  const chat = await startChatServer(withTitles(script))
  const env = { OPENAI_BASE_URL: chat.baseUrl, CHAT_MODEL: 'stub', ...options.env }
  const harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } }, ...options, env })
  return {
    harness,
    chat,
    async close() {
      await harness.close()
      await chat.close()
    },
  }
}

/** A page load: a member of a workspace with a chat session. */
export type Visitor = {
  member: Member
  sessionId: string
  headers: { 'x-session-id': string }
  fetch(path: string, init?: Init): Promise<Response>
}

export async function visit(harness: Harness, member?: Member): Promise<Visitor> {
  return visitorOf(member ?? (await harness.mint()), crypto.randomUUID())
}

export function visitorOf(member: Member, sessionId: string): Visitor {
  const headers = { 'x-session-id': sessionId }
  const fetch = (path: string, init: Init = {}): Promise<Response> =>
    member.fetch(path, { ...init, headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) } })
  return { member, sessionId, headers, fetch }
}

export async function startThread({ member, headers }: Visitor, body: { title?: string } = {}): Promise<Thread> {
  const answer = await member.api.coach.createThread({ headers, body })
  if (answer.status !== 201) throw new Error(`POST /api/threads answered ${answer.status}.`)
  return answer.body
}

export async function getThread({ member, headers }: Visitor, threadId: string): Promise<Thread> {
  const answer = await member.api.coach.getThread({ headers, params: { thread_id: threadId } })
  if (answer.status !== 200) throw new Error(`GET /api/threads/… answered ${answer.status}.`)
  return answer.body
}

export async function ask(
  { member, headers }: Visitor,
  threadId: string,
  body: Partial<z.input<typeof SendMessage>> & { text: string },
): Promise<Exchange> {
  const answer = await member.api.coach.sendMessage({
    headers,
    params: { thread_id: threadId },
    body,
  })
  if (answer.status !== 202)
    throw new Error(`POST …/messages answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function again(visitor: Visitor, threadId: string, messageId: string): Promise<Message> {
  const answer = await visitor.fetch(`/api/threads/${threadId}/messages/${messageId}/regenerate`, { json: {} })
  if (answer.status !== 202) throw new Error(`POST …/regenerate answered ${answer.status}: ${await answer.text()}`)
  return Message.parse(await answer.json())
}

/** The branch that is shown, oldest first. */
export async function readThread({ member, headers }: Visitor, threadId: string): Promise<Message[]> {
  const query = { limit: 200 }
  const answer = await member.api.coach.listMessages({ headers, params: { thread_id: threadId }, query })
  if (answer.status !== 200) throw new Error(`GET …/messages answered ${answer.status}.`)
  return answer.body.items
}

export async function viewMessage(
  { member, headers }: Visitor,
  { threadId, messageId }: { threadId: string; messageId: string },
  query: { after?: number; wait_s?: number } = {},
): Promise<MessageView> {
  const params = { thread_id: threadId, message_id: messageId }
  const answer = await member.api.coach.getMessage({ headers, params, query })
  if (answer.status !== 200) throw new Error(`GET …/messages/… answered ${answer.status}.`)
  return answer.body
}

/** Follows the stream of an answer, event by event, until it ends. Breaking off hangs up. */
export async function* follow(
  visitor: Visitor,
  { threadId, messageId }: { threadId: string; messageId: string },
  after?: number,
): AsyncGenerator<ServerEvent> {
  const headers = after === undefined ? {} : { 'last-event-id': String(after) }
  const path = `/api/threads/${threadId}/messages/${messageId}/stream`
  yield* readServerEvents((signal) => visitor.fetch(path, { headers, signal }))
}

export async function followAll(...args: Parameters<typeof follow>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of follow(...args)) events.push(event)
  return events
}

/** The text that a reader of these events has on the screen. */
export function textOfEvents(events: ServerEvent[]): string {
  let text = ''
  for (const { event, data } of events) {
    if (event === 'restart') text = ''
    if (event === 'text') text += String(data['text'])
  }
  return text
}

/** The message of the last event, which has to be its end. */
export function endOf(events: ServerEvent[]): Message {
  const last = events.at(-1)
  if (last?.event !== 'end') throw new Error(`The stream ended with ${JSON.stringify(last)}.`)
  return Message.parse(last.data['message'])
}

/** Attaches a document; answers its id. */
export async function attach(
  visitor: Visitor,
  threadId: string,
  { name, content }: { name: string; content: string | Uint8Array<ArrayBuffer> },
): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([content]), name)
  const answer = await visitor.fetch(`/api/threads/${threadId}/files`, { method: 'POST', body: form })
  if (answer.status !== 202) throw new Error(`POST …/files answered ${answer.status}: ${await answer.text()}`)
  return z.object({ file_id: z.uuid() }).parse(await answer.json()).file_id
}
