import { expect, test } from 'vitest'
import { createTap, withTitles } from '../../testing/chat-scripts.ts'
import {
  ask,
  createCoachHarness,
  endOf,
  follow,
  followAll,
  startThread,
  textOfEvents,
  viewMessage,
  visit,
  visitorOf,
} from '../../testing/coach.ts'
import { createHarness } from '../../testing/harness.ts'

test('an answer whose server went away is made anew by the next one: a restart, and then all of it', async () => {
  const tap = createTap()
  const coach = await createCoachHarness(() => ({ pieces: tap.pieces }))
  const visitor = await visit(coach.harness)
  const { thread_id: threadId } = await startThread(visitor)
  const { answer } = await ask(visitor, threadId, { text: 'Will it last?' })
  const place = { threadId, messageId: answer.message_id }
  const live = follow(visitor, place)
  const env = { OPENAI_BASE_URL: coach.chat.baseUrl, CHAT_MODEL: 'stub' }
  const elsewhere = await createHarness({ beside: coach.harness, env: { ...env, ROLE: 'api' } })
  const steady = followAll(visitorOf(elsewhere.as(visitor.member), visitor.sessionId), place)
  tap.send('It was begun ')
  let seen = 0
  while (seen === 0) seen = (await live.next()).value?.id ?? 0
  coach.chat.script(withTitles(() => ({ pieces: ['It is ', 'made anew.'] })))
  coach.harness.deps.lifecycle.drain()
  // The stream ends without an end: the reader comes back with the last id.
  for await (const event of live) expect(event.event).not.toBe('end')
  await coach.harness.deps.close(0)

  const next = await createHarness({ beside: coach.harness, env, sandbox: { warm: { typescript: 0, python: 0 } } })
  const returned = visitorOf(next.as(visitor.member), visitor.sessionId)
  const events = await followAll(returned, place, seen)
  expect(events.filter(({ event }) => event !== 'state').map(({ event }) => event)[0]).toBe('restart')
  expect(textOfEvents(events)).toBe('It is made anew.')
  expect(endOf(events)).toMatchObject({ state: 'complete', text: 'It is made anew.' })
  // Who begins at the beginning sees nothing of the attempt that is void.
  const fresh = await followAll(returned, place)
  expect(fresh.some(({ event }) => event === 'restart')).toBe(false)
  expect(textOfEvents(fresh)).toBe('It is made anew.')
  const view = await viewMessage(returned, place, { after: seen })
  expect(view).toMatchObject({ restarted: true, message: { text: 'It is made anew.' } })
  expect(view.pieces.map(({ text }) => text).join('')).toBe('It is made anew.')
  // Who was with another server hears both attempts on one connection, and where the second begins.
  const heard = (await steady).filter(({ event }) => event === 'text' || event === 'restart').map(({ event }) => event)
  expect(heard.slice(0, 2)).toEqual(['text', 'restart'])
  expect(textOfEvents(await steady)).toBe('It is made anew.')
  await elsewhere.close()
  await next.close()
  await coach.close()
})
