import { describe, expect, it } from 'vitest'
import { WORKSPACE_KEY, createWorkspaceStore } from './workspace.ts'

/** Several tabs of one browser: one storage, one lock, and a count of what was minted. */
function browser() {
  const items = new Map<string, string>()
  const minted: string[] = []
  let turn: Promise<unknown> = Promise.resolve()
  const openTab = () =>
    createWorkspaceStore({
      storage: {
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => void items.set(key, value),
        removeItem: (key) => void items.delete(key),
      },
      exclusively: (work) => {
        const mine = turn.then(work, work)
        turn = mine.catch(() => undefined)
        return mine
      },
      mint: async () => {
        const token = `token-${minted.length + 1}`
        minted.push(token)
        return { workspace_id: '018f0000-0000-7000-8000-000000000001', token }
      },
    })
  return { items, minted, openTab }
}

describe('the workspace of a browser', () => {
  it('two tabs that open at once share one workspace', async () => {
    const { minted, openTab } = browser()
    const tokens = await Promise.all([openTab().token(), openTab().token()])
    expect(tokens).toEqual(['token-1', 'token-1'])
    expect(minted).toHaveLength(1)
  })

  it('a refused token is replaced once, however many requests it was refused to', async () => {
    const { minted, openTab } = browser()
    const tab = openTab()
    const token = await tab.token()
    expect(await Promise.all([tab.replace(token), tab.replace(token), openTab().replace(token)])).toEqual([
      'token-2',
      'token-2',
      'token-2',
    ])
    expect(minted).toHaveLength(2)
  })

  it('a damaged entry is replaced', async () => {
    const { items, openTab } = browser()
    items.set(WORKSPACE_KEY, 'not json')
    expect(await openTab().token()).toBe('token-1')
  })

  it('a mint that failed is tried again by the next request', async () => {
    const { items } = browser()
    let failures = 1
    const store = createWorkspaceStore({
      storage: {
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => void items.set(key, value),
        removeItem: () => undefined,
      },
      exclusively: (work) => work(),
      mint: () =>
        failures-- > 0
          ? Promise.reject(new Error('down'))
          : Promise.resolve({ workspace_id: '018f0000-0000-7000-8000-000000000001', token: 't' }),
    })
    await expect(store.token()).rejects.toThrow('down')
    expect(await store.token()).toBe('t')
  })
})
