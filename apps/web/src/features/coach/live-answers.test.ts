import type { Message } from '@outlast/contract'
import { describe, expect, test } from 'vitest'
import { LiveAnswers, type AnswerAt } from './live-answers.ts'
import type { Following } from './stream.ts'
import { messageOf } from './testing.ts'

const AT: AnswerAt = { sessionId: 's', threadId: 't', messageId: 'm' }
const END = messageOf({ message_id: 'm', text: 'all of it' })

/** Every connection that is open or was, in order. */
function start() {
  const connections: Following[] = []
  const ended: Message[] = []
  const live = new LiveAnswers({
    follow: async (_at, following) => void connections.push(following),
    onEnd: (_at, message) => ended.push(message),
  })
  const say = (seq: number, text: string) => connections.at(-1)?.tell([{ type: 'text', seq, text }])
  const end = () => connections.at(-1)?.tell([{ type: 'end', message: END }])
  return { live, connections, ended, say, end }
}
const left = (following: Following | undefined) =>
  expect.poll(() => following?.signal.aborted, { interval: 1 }).toBe(true)

describe('answers on their way', () => {
  test('leaving cuts the connection, coming back goes on after what is known', async () => {
    const { live, connections, say } = start()
    const leave = live.watch(AT, () => undefined)
    say(1, 'a ')
    leave()
    await left(connections[0])
    connections[0]?.tell([{ type: 'text', seq: 2, text: 'late' }])
    expect(live.get('m').text).toBe('a ')
    live.watch(AT, () => undefined)
    expect(connections[1]?.after).toBe(1)
    say(2, 'b')
    expect(live.get('m').text).toBe('a b')
  })

  test('two who look share one connection, also when one takes over from the other', () => {
    const { live, connections, say } = start()
    let draws = 0
    const leave = live.watch(AT, () => undefined)
    leave()
    live.watch(AT, () => (draws += 1))
    say(1, 'a')
    expect(connections).toHaveLength(1)
    expect(draws).toBe(1)
  })

  test('the end is told once and stays to be seen until nobody looks', async () => {
    const { live, ended, say, end, connections } = start()
    const leave = live.watch(AT, () => undefined)
    say(1, 'all of')
    end()
    expect(live.get('m')).toMatchObject({ text: 'all of it', end: END })
    expect(ended).toEqual([END])
    leave()
    await left(connections[0])
    expect(live.get('m').end).toBeNull()
  })

  test('a link that was lost is tried again on demand', () => {
    const { live, connections, say } = start()
    live.watch(AT, () => undefined)
    say(4, 'a')
    live.retry(AT)
    expect(connections[0]?.signal.aborted).toBe(true)
    expect(connections[1]?.after).toBe(4)
  })
})
