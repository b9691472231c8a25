import { setTimeout as delay } from 'node:timers/promises'
import { now } from './api.ts'
import { type ChatServer, startChatServer } from '../../apps/api/src/testing/chat-server.ts'

/** What the model said to a question, piece by piece, and when each was written to its connection. */
export type Speech = { askedAt: number; pieces: string[]; writtenAt: number[] }

/** How long the model thinks before its first token, how many there are, and how far apart. */
export type Pace = { thinkMs: number; tokens: number; everyMs: number }

/** A language model on a server of its own, as it were: it speaks OpenAI's protocol and remembers what it said. */
export type ModelStub = {
  baseUrl: string
  pace: Pace
  /** All that was said to this question: one speech for each time that it was asked. */
  speechesOn(question: number): Speech[]
  close(): Promise<void>
}

/** Asks for an answer of which no token is in any other. */
export const questionOf = (number: number): string => `Question ${number}: what do you say?`

export async function startModelStub(): Promise<ModelStub> {
  const speeches = new Map<number, Speech[]>()
  const stub = { pace: { thinkMs: 0, tokens: 20, everyMs: 50 } }
  const server: ChatServer = await startChatServer(({ messages }) => {
    const asked = messages.findLast(({ role }) => role === 'user')?.content ?? ''
    const question = Number(/Question (\d+)/.exec(asked)?.[1])
    const speech: Speech = { askedAt: now(), pieces: [], writtenAt: [] }
    speeches.set(question, [...(speeches.get(question) ?? []), speech])
    return { pieces: speak(speech, question, stub.pace) }
  })
  return Object.assign(stub, {
    baseUrl: server.baseUrl,
    speechesOn: (question: number) => speeches.get(question) ?? [],
    close: () => server.close(),
  })
}

/** Some of what makes texts hard to cut: characters of two to four bytes, quotes, line ends. */
const WORDS = ['plain', 'naïve', '日本', '👩‍👩‍👧', '"quoted"', 'line\nend', 'résumé', '𝒳']

async function* speak(speech: Speech, question: number, { thinkMs, tokens, everyMs }: Pace): AsyncGenerator<string> {
  for (let token = 0; token < tokens; token += 1) {
    const dueAt = speech.askedAt + thinkMs + token * everyMs
    if (dueAt > now()) await delay(dueAt - now())
    const piece = `${WORDS[token % WORDS.length]}·${question}·${token} `
    speech.pieces.push(piece)
    speech.writtenAt.push(now())
    yield piece
  }
}
