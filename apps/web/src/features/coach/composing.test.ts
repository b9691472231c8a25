import type { SendMessage } from '@outlast/contract'
import { describe, expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import { Composing, type ComposingDeps } from './composing.ts'
import { Drafts } from './drafts.ts'

const unreachable = () => new ApiProblem({ code: 'unreachable', title: 'Cannot reach the server' })
const file = (name: string) => new File(['text'], name)

function start(change: Partial<ComposingDeps> = {}) {
  const drafts = new Drafts()
  const sent: { key: string; threadId: string; body: SendMessage }[] = []
  const threads: string[] = []
  const detached: string[] = []
  const deps: ComposingDeps = {
    drafts,
    createThread: async ({ key }) => {
      threads.push(key)
      return 'thread'
    },
    attach: async ({ file: { name } }) => ({ file_id: `id of ${name}`, name, state: 'queued' }),
    detach: async (_sessionId, fileId) => detached.push(fileId),
    send: async ({ key, threadId }, body) => void sent.push({ key, threadId, body }),
    ...change,
  }
  const { draftId } = drafts.of('session', null)
  const type = (text: string) => drafts.apply(draftId, { type: 'typed', text })
  return { composing: new Composing(deps), drafts, draftId, type, sent, threads, detached }
}

describe('composing', () => {
  test('a double click makes one thread and one message', async () => {
    const { composing, drafts, draftId, type, sent, threads } = start()
    type('Hello')
    expect(await Promise.all([composing.send(draftId), composing.send(draftId)])).toEqual([true, false])
    expect(sent).toMatchObject([{ threadId: 'thread', body: { text: 'Hello', file_ids: [] } }])
    expect(threads).toHaveLength(1)
    expect(drafts.get(draftId)).toMatchObject({ text: '', threadId: 'thread', sending: { state: 'idle' } })
  })

  test('after a lost answer the same message goes out with the same key', async () => {
    const keys: string[] = []
    const { composing, drafts, draftId, type } = start({
      send: async ({ key }) => {
        keys.push(key)
        if (keys.length === 1) throw unreachable()
      },
    })
    type('Hello')
    expect(await composing.send(draftId)).toBe(false)
    expect(drafts.get(draftId)).toMatchObject({ text: 'Hello', sending: { state: 'failed' } })
    expect(await composing.send(draftId)).toBe(true)
    expect(new Set(keys).size).toBe(1)
  })

  test('a thread that could not be made is made by the next try, under the same key', async () => {
    const keys: string[] = []
    const { composing, draftId, type } = start({
      createThread: async ({ key }) => {
        keys.push(key)
        if (keys.length === 1) throw unreachable()
        return 'thread'
      },
    })
    type('Hello')
    expect(await composing.send(draftId)).toBe(false)
    expect(await composing.send(draftId)).toBe(true)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  test('files come one after another into one thread, and go along with the message', async () => {
    const done: (() => void)[] = []
    const attached: string[] = []
    const { composing, drafts, draftId, sent, threads } = start({
      attach: async ({ file: { name } }) => {
        attached.push(name)
        await new Promise<void>((resolve) => done.push(resolve))
        return { file_id: `id of ${name}`, name, state: 'queued' }
      },
    })
    const until = (is: () => boolean) => expect.poll(is, { interval: 1 }).toBe(true)
    composing.add(draftId, [file('a.pdf'), file('b.pdf')])
    await until(() => done.length === 1)
    expect(attached).toEqual(['a.pdf'])
    expect(await composing.send(draftId)).toBe(false)
    done[0]?.()
    await until(() => done.length === 2)
    done[1]?.()
    await until(() => drafts.get(draftId).files.every(({ stage }) => stage.stage === 'there'))
    expect(await composing.send(draftId)).toBe(true)
    expect(sent[0]?.body.file_ids).toEqual(['id of a.pdf', 'id of b.pdf'])
    expect(threads).toHaveLength(1)
    expect(drafts.get(draftId).files).toEqual([])
  })

  test('a file that is taken back is deleted, one on its way is stopped', async () => {
    const { composing, drafts, draftId, detached } = start()
    composing.add(draftId, [file('a.pdf')])
    await expect.poll(() => drafts.get(draftId).files[0]?.stage.stage, { interval: 1 }).toBe('there')
    composing.remove(draftId, drafts.get(draftId).files[0]?.localId ?? '')
    expect(drafts.get(draftId).files).toEqual([])
    expect(detached).toEqual(['id of a.pdf'])
  })

  test('every thread has its draft, and a new thread begins with an empty one', async () => {
    const { composing, drafts, draftId, type } = start()
    type('Hello')
    await composing.send(draftId)
    type('typed ahead')
    drafts.settle(drafts.get(draftId))
    expect(drafts.of('session', 'thread')).toMatchObject({ draftId, text: 'typed ahead' })
    expect(drafts.of('session', null)).toMatchObject({ text: '', threadId: null })
    expect(drafts.of('other session', null).draftId).not.toBe(drafts.of('session', null).draftId)
  })
})
