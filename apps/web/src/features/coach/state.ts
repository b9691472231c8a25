import { Message, MessageState, type MessageView } from '@outlast/contract'
import { z } from 'zod'
import type { ApiProblem } from '../../lib/api-problem.ts'
import type { ServerEvent } from '../../lib/sse/event-parser.ts'

/** An answer while it is on its way: what came so far, and how the connection stands. */
export interface LiveAnswer {
  text: string
  /** The last piece that is in `text`, also after a restart: numbers only grow. */
  seq: number
  state: MessageState
  /** What is being done before the first word, e.g. reading a file. */
  label: string | null
  /** What the server made of it in the end. Nothing changes after it. */
  end: Message | null
  link: Link
}

export type Link =
  | { link: 'connecting' }
  | { link: 'live' }
  /** Cut, and tried again by itself. */
  | { link: 'retrying' }
  /** Nobody tries any more, e.g. because the thread was deleted. */
  | { link: 'lost'; problem: ApiProblem }

export type AnswerEvent =
  | { type: 'text'; seq: number; text: string }
  | { type: 'restart' }
  | { type: 'state'; state: MessageState; label: string | null }
  | { type: 'end'; message: Message }
  | { type: 'link'; link: Link }

/** An answer of which nothing is known yet. */
export const newAnswer: LiveAnswer = {
  text: '',
  seq: 0,
  state: 'streaming',
  label: null,
  end: null,
  link: { link: 'connecting' },
}

/** Whether a message still changes by itself. */
export function isOnItsWay({ state }: { state: MessageState }): boolean {
  return state === 'queued' || state === 'streaming'
}

/** What becomes of an answer. A piece that came before is ignored: after a cut the server may repeat itself. */
export function answerReducer(answer: LiveAnswer, event: AnswerEvent): LiveAnswer {
  if (answer.end !== null) return answer
  switch (event.type) {
    case 'text':
      return event.seq <= answer.seq
        ? answer
        : { ...answer, text: answer.text + event.text, seq: event.seq, state: 'streaming' }
    case 'restart':
      return { ...answer, text: '' }
    case 'state':
      return { ...answer, state: event.state, label: event.label }
    case 'end':
      return { ...answer, text: event.message.text, state: event.message.state, end: event.message }
    case 'link':
      return { ...answer, link: event.link }
  }
}

const Text = z.object({ text: z.string() })
const State = z.object({ state: MessageState, label: z.string().nullish() })
const End = z.object({ message: Message })

/** What an event of the stream says; null for one that this page does not know (yet). */
export function answerEventOf({ type, id, data }: ServerEvent): AnswerEvent | null {
  switch (type) {
    case 'text':
      return { type, seq: Number(id), text: Text.parse(JSON.parse(data)).text }
    case 'restart':
      return { type }
    case 'state':
      return stateOf(State.parse(JSON.parse(data)))
    case 'end':
      return { type, message: End.parse(JSON.parse(data)).message }
    default:
      return null
  }
}

function stateOf({ state, label }: z.infer<typeof State>): AnswerEvent {
  return { type: 'state', state, label: label ?? null }
}

/** The same from the polling twin. */
export function answerEventsOfView({ message, pieces, restarted, label }: MessageView): AnswerEvent[] {
  return [
    ...(restarted ? [{ type: 'restart' as const }] : []),
    ...pieces.map(({ seq, text }) => ({ type: 'text' as const, seq, text })),
    isOnItsWay(message) ? { type: 'state', state: message.state, label } : { type: 'end', message },
  ]
}

/** How far the text is that these events bring; for where to go on. */
export function seqAfter(events: readonly AnswerEvent[], before: number): number {
  return events.reduce((seq, event) => (event.type === 'text' ? Math.max(seq, event.seq) : seq), before)
}
