import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Api, now } from './api.ts'
import { MessageView } from '../../packages/contract/src/index.ts'
import { ApiProblem } from '../../apps/web/src/lib/api-problem.ts'
import { type AnswerEvent, answerReducer, newAnswer } from '../../apps/web/src/features/coach/state.ts'
import { followAnswer } from '../../apps/web/src/features/coach/stream.ts'

/** Asks a question in a thread that nobody has asked in; resolves with the whole answer. */
export type Ask = (question: string, onText: (text: string, at: number) => void) => Promise<string>

/** A chat that can be measured: a new thread each time. */
export type Chat = { name: string; open(): Promise<Ask>; pid(): number }

const agent = new Agent({ keepAlive: true })

/** Outlast, read as its page reads it: with the page's own code for following an answer over cuts. */
export function outlastChat(api: Api): Chat {
  const headers = { ...api.headers, 'x-session-id': crypto.randomUUID() }
  return {
    name: 'Outlast',
    pid: api.pid,
    async open() {
      const body = { title: 'Measured' }
      const { thread_id: threadId } = await post(`${api.baseUrl}/api/threads`, headers, body)
      const messages = `${api.baseUrl}/api/threads/${threadId}/messages`
      return async (question, onText) => {
        const { answer } = await post(messages, headers, { text: question })
        return follow(`${messages}/${answer.message_id}`, headers, onText)
      }
    },
  }
}

async function post(url: string, headers: Record<string, string>, body: object) {
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function follow(
  url: string,
  headers: Record<string, string>,
  onText: (text: string, at: number) => void,
): Promise<string> {
  let answer = newAnswer
  const tell = (events: readonly AnswerEvent[]): void => {
    const at = now()
    const before = answer.text
    answer = events.reduce(answerReducer, answer)
    if (answer.text !== before) onText(answer.text, at)
  }
  const open = (after: number): AsyncIterable<string> =>
    read(`${url}/stream`, { headers: { ...headers, 'last-event-id': after } })
  const poll = async (after: number): Promise<MessageView> => {
    const pieces = await Array.fromAsync(read(`${url}?after=${after}&wait_s=25`, { headers }))
    return MessageView.parse(JSON.parse(pieces.join('')))
  }
  await followAnswer({ open, poll, pause: (ms) => delay(ms) }, { after: 0, signal: new AbortController().signal, tell })
  if (answer.end?.state !== 'complete') throw new Error(`An answer ended as ${JSON.stringify(answer.end)}.`)
  return answer.text
}

/** The pieces of an answer as they come. Every failure is a connection that was lost. */
async function* read(url: string, { body, ...options }: RequestOptions & { body?: string }): AsyncGenerator<string> {
  try {
    const sent = request(url, { agent, ...options })
    sent.end(body)
    const [answer]: IncomingMessage[] = await once(sent, 'response')
    if (answer?.statusCode !== 200) throw new Error(`${url} answered ${answer?.statusCode}.`)
    answer.setEncoding('utf8')
    yield* answer
  } catch (cause) {
    throw new ApiProblem({ code: 'unreachable', title: 'The stream was cut', cause })
  }
}

const PLAIN = fileURLToPath(new URL('./plain-chat.ts', import.meta.url))

/** What one has without durability, in a process of its own: the AI SDK's stream piped to the one who asked. */
export async function withPlainChat(modelUrl: string, work: (chat: Chat) => Promise<void>): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [PLAIN, modelUrl], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const [{ port }] = await once(child, 'message')
  const ask: Ask = async (question, onText) => {
    let text = ''
    const options = { method: 'POST', headers: { 'content-type': 'application/json' } }
    for await (const piece of read(`http://127.0.0.1:${port}/`, { ...options, body: JSON.stringify({ question }) })) {
      text += piece
      onText(text, now())
    }
    return text
  }
  try {
    await work({ name: 'streamText to HTTP', open: async () => ask, pid: () => child.pid ?? 0 })
  } finally {
    child.kill()
    await exited
  }
}
