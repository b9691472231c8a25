import { contract } from '@outlast/contract'

export type Route = { name: string; method: string; path: string }

/** Every route of the contract. */
export const ROUTES: Route[] = Object.entries(contract).flatMap(([feature, routes]) =>
  Object.entries(routes).map(([route, { method, path }]) => ({ name: `${feature}.${route}`, method, path })),
)

/** Those that act for a workspace, thus ask for a token. */
export const GUARDED = ROUTES.filter(({ name, path }) => /^\/(api|execute)\//.test(path) && name !== 'workspace.create')

/** Those that name something by its id in the path. */
export const BY_ID = ROUTES.filter(({ path }) => path.includes(':'))

/** A path with `id` for every parameter, and the query without which a route would refuse it. */
export function pathWith(path: string, id: string): string {
  const query = path.endsWith('/blocks/:block_id') ? '?version=1' : ''
  return path.replaceAll(/:[^/]+/g, id) + query
}

const SOME_BASKET = '01912345-0000-7000-8000-000000000001'
const SOME_SESSION = '0b1f3c5e-7d9a-4c2b-8e6f-1a3c5e7d9b0f'

const BODIES: Record<string, unknown> = {
  'execute.saveScript': { version: 1 },
  'library.upsert': { items: [{ text: 'A text.' }] },
  'library.deleteItems': { ids: ['one'] },
  'library.search': { query: 'text' },
  'coach.sendMessage': { text: 'A question?' },
  'coach.changeThread': { title: 'A title' },
  'coach.giveFeedback': { rating: 'up' },
  'baskets.addDump': { content: 'A note.' },
  'baskets.work': { request_id: 'r', basket_id: SOME_BASKET, sources: [{ type: 'text', content: 'A note.' }] },
  'baskets.addBlock': { title: 'A title' },
  'baskets.editBlock': { version: 1 },
  'baskets.editChange': { title: 'A title' },
  'canvas.save': { version: 1, elements: [] },
  'canvas.rename': { name: 'A name' },
  'canvas.importInto': { import: { format: 'mermaid', text: 'graph TD; A-->B' } },
}

/** What a route needs to be sent so that only its ids can be wrong. */
export function bodyFor({ name, method }: Route): { json?: unknown; headers: Record<string, string> } {
  const json = BODIES[name] ?? (method === 'POST' ? {} : undefined)
  const headers: Record<string, string> = name.startsWith('coach.') ? { 'x-session-id': SOME_SESSION } : {}
  return json === undefined ? { headers } : { json, headers }
}
