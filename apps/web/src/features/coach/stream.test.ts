import type { MessageView } from '@outlast/contract'
import { describe, expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import { answerReducer, newAnswer, type AnswerEvent, type LiveAnswer } from './state.ts'
import { CUTS_BEFORE_POLLING, followAnswer, type FollowDeps } from './stream.ts'
import { messageOf } from './testing.ts'

const unreachable = () => new ApiProblem({ code: 'unreachable', title: 'Cannot reach the server' })
const text = (seq: number, value: string) => `id: ${seq}\nevent: text\ndata: ${JSON.stringify({ text: value })}\n\n`
const END = messageOf({ text: 'abc' })
const end = `event: end\ndata: ${JSON.stringify({ message: END })}\n\n`

/** What one connection does: its pieces, then its end or a failure. */
type Script = (after: number) => { pieces: string[]; failure?: ApiProblem }

/** A server that does one thing after another and remembers what it was asked. */
function scripted(streams: Script[], polls: ((after: number) => MessageView)[] = []) {
  const asked: string[] = []
  const pauses: number[] = []
  const deps: FollowDeps = {
    async *open(after) {
      asked.push(`stream after ${after}`)
      const { pieces, failure } = streams.shift()?.(after) ?? { pieces: [], failure: unreachable() }
      yield* pieces
      if (failure !== undefined) throw failure
    },
    poll: async (after) => {
      asked.push(`poll after ${after}`)
      const poll = polls.shift()
      if (poll === undefined) throw unreachable()
      return poll(after)
    },
    pause: async (ms) => void pauses.push(ms),
  }
  return { deps, asked, pauses }
}

async function follow(deps: FollowDeps, after = 0, signal = new AbortController().signal) {
  const told: AnswerEvent[] = []
  await followAnswer(deps, { after, signal, tell: (events) => told.push(...events) })
  const answer: LiveAnswer = told.reduce(answerReducer, newAnswer)
  return { answer, told }
}

const view = (change: Partial<MessageView>): MessageView => ({
  message: messageOf({ state: 'streaming' }),
  pieces: [],
  restarted: false,
  next_after: 0,
  label: null,
  ...change,
})

describe('following an answer', () => {
  test('a stream that is cut goes on after the last piece, and nothing is told twice', async () => {
    const { deps, asked, pauses } = scripted([
      () => ({ pieces: [text(1, 'a'), text(2, 'b'), 'id: 3\nevent: text\nda'] }),
      () => ({ pieces: [text(2, 'b') + text(3, 'c')], failure: unreachable() }),
      () => ({ pieces: [end] }),
    ])
    const { answer } = await follow(deps)
    expect(answer).toMatchObject({ text: 'abc', end: END })
    expect(asked).toEqual(['stream after 0', 'stream after 2', 'stream after 3'])
    expect(pauses).toEqual([250, 250])
  })

  test('pauses grow while nothing answers, and are short again after something came', async () => {
    const down: Script = () => ({ pieces: [], failure: unreachable() })
    const { deps, pauses } = scripted([down, down, () => ({ pieces: [text(1, 'a')] }), () => ({ pieces: [end] })])
    await follow(deps)
    expect(pauses).toEqual([250, 500, 250])
  })

  test('streams that bring nothing are given up for polling, and tried again after one poll, then two, then four', async () => {
    const silent: Script = () => ({ pieces: [': hello\n\n'] })
    const nothing = (after: number) => view({ next_after: after })
    const { deps, asked } = scripted(
      [...Array.from({ length: CUTS_BEFORE_POLLING + 2 }, () => silent), () => ({ pieces: [end] })],
      [() => view({ pieces: [{ seq: 1, text: 'a' }], next_after: 4 }), ...Array.from({ length: 6 }, () => nothing)],
    )
    const { answer } = await follow(deps)
    expect(answer.end).toEqual(END)
    expect(asked.slice(0, 5)).toEqual([
      'stream after 0',
      'stream after 0',
      'stream after 0',
      'poll after 0',
      'stream after 4',
    ])
    const rest = asked.slice(5).map((request) => request.split(' ')[0])
    expect(rest.join(' ')).toBe('poll poll stream poll poll poll poll stream')
  })

  test('after a server that was away for long, streams are tried again as soon as it answers', async () => {
    const down: Script = () => ({ pieces: [], failure: unreachable() })
    const away = () => {
      throw unreachable()
    }
    const { deps, asked } = scripted(
      [...Array.from({ length: CUTS_BEFORE_POLLING }, () => down), () => ({ pieces: [text(1, 'abc'), end] })],
      [away, away, () => view({})],
    )
    const { answer } = await follow(deps)
    expect(answer.end).toEqual(END)
    expect(asked.slice(-3)).toEqual(['poll after 0', 'poll after 0', 'stream after 0'])
  })

  test('polling alone brings the answer to its end, also over a restart', async () => {
    const { deps } = scripted(
      [],
      [
        () => view({ pieces: [{ seq: 1, text: 'half' }], next_after: 1 }),
        () => view({ restarted: true, pieces: [{ seq: 2, text: 'a' }], next_after: 2 }),
        () => view({ message: END, next_after: 2 }),
      ],
    )
    const { answer, told } = await follow(deps)
    expect(answer).toMatchObject({ text: 'abc', end: END })
    expect(told).toContainEqual({ type: 'restart' })
  })

  test('what is not there any more is not asked for again', async () => {
    const gone = new ApiProblem({ code: 'not_found', title: 'Not found', status: 404 })
    const { deps, asked } = scripted([() => ({ pieces: [], failure: gone })])
    const { answer } = await follow(deps)
    expect(answer.link).toEqual({ link: 'lost', problem: gone })
    expect(asked).toHaveLength(1)
  })

  test('who stops following is told nothing more', async () => {
    const leaving = new AbortController()
    const { deps, asked } = scripted([
      () => {
        leaving.abort()
        return { pieces: [], failure: unreachable() }
      },
    ])
    const { told } = await follow(deps, 0, leaving.signal)
    expect(told).toEqual([])
    expect(asked).toHaveLength(1)
  })

  test('coming back begins after what is known', async () => {
    const { deps, asked } = scripted([() => ({ pieces: [text(6, 'more'), end] })])
    await follow(deps, 5)
    expect(asked).toEqual(['stream after 5'])
  })
})
