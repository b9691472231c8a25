import type { Api } from './api.ts'

export type Content = { type: string; title: string; body: string; state: string }
export type Block = Content & { id: string; version: number }
export type Change = { change_id: string; id: string; to_version: number; after: Content | null }
export type Delta = { delta_id: string; changes: Change[]; status?: string; applied_change_ids?: string[] }
export type Basket = { basket_id: string; last_event: number; content: Block[] }
export type Event = { seq: number; type: string; delta_id: string | null; changes: Change[]; at: string }

/** A client of one workspace: answers the status and the body, and throws for what no client may be answered. */
export type BasketClient = ReturnType<typeof createClient>

const EXPECTED = new Set([200, 201, 202, 204, 404, 409])

export function createClient({ baseUrl, headers }: Api) {
  async function call<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const answer = await fetch(`${baseUrl}/api/baskets${path}`, init)
    const text = await answer.text()
    if (!EXPECTED.has(answer.status)) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    create: async (name: string) => (await call<Basket>('POST', '', { name })).body,
    get: async (basketId: string) => (await call<Basket>('GET', `/${basketId}`)).body,
    async work(basketId: string, content: string) {
      const sources = [{ type: 'text', content }]
      const request = { request_id: crypto.randomUUID(), basket_id: basketId, sources }
      const { status, body } = await call<Delta>('POST', `/${basketId}/work`, request)
      if (status !== 200) throw new Error(`POST …/work answered ${status}: ${JSON.stringify(body)}`)
      return body
    },
    addBlock: (basketId: string, block: Partial<Content>) => call<Block>('POST', `/${basketId}/blocks`, block),
    editBlock: (basketId: string, { id, version, body }: Pick<Block, 'id' | 'version' | 'body'>) =>
      call<Block>('PATCH', `/${basketId}/blocks/${id}`, { version, body }),
    removeBlock: (basketId: string, { id, version }: Pick<Block, 'id' | 'version'>) =>
      call<null>('DELETE', `/${basketId}/blocks/${id}?version=${version}`),
    editChange: (basketId: string, deltaId: string, change: { change_id: string; body: string }) =>
      call<Delta>('PATCH', `/${basketId}/deltas/${deltaId}/changes/${change.change_id}`, { body: change.body }),
    apply: (basketId: string, deltaId: string, changeIds?: string[]) =>
      call<Delta>('POST', `/${basketId}/apply/${deltaId}`, changeIds === undefined ? {} : { change_ids: changeIds }),
    rebase: (basketId: string, deltaId: string, onConflict: string) =>
      call<Delta>('POST', `/${basketId}/deltas/${deltaId}/rebase`, { on_conflict: onConflict }),
    undo: (basketId: string, deltaId: string) => call<Delta>('POST', `/${basketId}/deltas/${deltaId}/undo`, {}),
    reject: (basketId: string, deltaId: string) => call<Delta>('POST', `/${basketId}/deltas/${deltaId}/reject`, {}),
    events: (basketId: string) =>
      readAllEvents((query) => call<{ items: Event[] }>('GET', `/${basketId}/events?${query}`)),
    follow: (basketId: string, after: number, onEvent: (event: Event) => void) =>
      follow(
        {
          url: `${baseUrl}/api/baskets/${basketId}/events/stream`,
          headers: { ...headers, 'last-event-id': String(after) },
        },
        onEvent,
      ),
  }
}

type ReadPage = (query: string) => Promise<{ body: { items: Event[] } }>

async function readAllEvents(read: ReadPage): Promise<Event[]> {
  const events: Event[] = []
  for (;;) {
    const { body } = await read(`after=${events.at(-1)?.seq ?? 0}&limit=500`)
    if (body.items.length === 0) return events
    events.push(...body.items)
  }
}

/** Tells of events as they come, until it is told to stop. */
async function follow(
  { url, headers }: { url: string; headers: Record<string, string> },
  onEvent: (event: Event) => void,
): Promise<() => Promise<void>> {
  const gone = new AbortController()
  const answer = await fetch(url, { headers, signal: gone.signal })
  const reading = readEvents(answer, onEvent).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error
  })
  return async () => {
    gone.abort()
    await reading
  }
}

async function readEvents(answer: Response, onEvent: (event: Event) => void): Promise<void> {
  if (answer.status !== 200 || answer.body === null) throw new Error(`The stream answered ${answer.status}.`)
  let rest = ''
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '))
      if (data !== undefined) onEvent(JSON.parse(data.slice('data: '.length)))
    }
  }
}
