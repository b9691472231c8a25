import { describe, expect, test } from 'vitest'
import { KEPT_SESSION_KEY, createChatSession, type ChatSession } from './session.ts'

function storage() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

function browser() {
  const shared = storage()
  const tab = () => {
    const own = storage()
    return { load: (): ChatSession => createChatSession({ shared, own, newId: () => crypto.randomUUID() }) }
  }
  return { shared, tab }
}

describe('the session of a chat', () => {
  test('every load of a page and every tab has its own', () => {
    const { tab } = browser()
    const [first, second] = [tab(), tab()]
    const ids = [first.load().id(), first.load().id(), second.load().id()]
    expect(new Set(ids).size).toBe(3)
  })

  test('stays the same while the page does', () => {
    const session = browser().tab().load()
    expect(session.id()).toBe(session.id())
    expect(session.isKept()).toBe(false)
  })

  test('once kept it is that of all tabs and loads, with the threads of now', () => {
    const { tab } = browser()
    const [first, second] = [tab(), tab()]
    const session = first.load()
    const other = second.load()
    const id = session.id()
    session.keep(true)
    expect([session.id(), other.id(), first.load().id(), second.load().id()]).toEqual([id, id, id, id])
    expect(other.isKept()).toBe(true)
  })

  test('let go of, its threads stay in this tab until it is loaded again, and leave the others', () => {
    const { tab } = browser()
    const [first, second] = [tab(), tab()]
    const [session, other] = [first.load(), second.load()]
    session.keep(true)
    const id = session.id()
    session.keep(false)
    expect(session.id()).toBe(id)
    expect(other.id()).not.toBe(id)
    expect(first.load().id()).not.toBe(id)
  })

  test('what is no id is not taken for one', () => {
    const { shared, tab } = browser()
    shared.setItem(KEPT_SESSION_KEY, 'nonsense')
    expect(tab().load().isKept()).toBe(false)
  })
})
