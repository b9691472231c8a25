import type { GuardedRoute } from './contract-ids.ts'
import type { Things } from './fixtures.ts'

/** What a route wants in its body before it looks at any id. */
const BODIES: Record<string, unknown> = {
  'workspace.mintToken': { name: 'another' },
  'workspace.move': { token: 'none' },
  'jobs.cancelMany': { job_ids: ['01912345-0000-7000-8000-000000000000'] },
  'execute.run': { language: 'python', code: '1' },
  'execute.createScript': { name: 'own', language: 'python' },
  'execute.saveScript': { version: 1 },
  'coach.changeThread': { title: 'A title' },
  'coach.sendMessage': { text: 'A question?' },
  'coach.giveFeedback': { rating: 'up' },
  'baskets.create': { name: 'own' },
  'baskets.change': { name: 'own' },
  'baskets.addDump': { content: 'A note.' },
  'baskets.addBlock': { title: 'A title' },
  'baskets.editBlock': { version: 1 },
  'baskets.editChange': { title: 'A title' },
  'canvas.draw': { instructions: 'A -> B' },
  'canvas.create': { name: 'own' },
  'canvas.save': { version: 1, elements: [] },
  'canvas.rename': { name: 'own' },
  'canvas.importInto': { version: 1, import: { format: 'mermaid', text: 'graph TD; A-->B' } },
  'library.tokenize': { text: 'A text.' },
  'library.createCollection': { name: 'own' },
  'library.upsert': { items: [{ text: 'A text.' }] },
  'library.deleteItems': { ids: ['one'] },
  'library.search': { query: 'text' },
}

/** The body with which only the ids in the path of `things` can be wrong; undefined where there is none. */
export function bodyOf({ name, method, path }: GuardedRoute, things: Things): unknown {
  // The basket of the body is that of the path, or the request is refused before anything is looked for.
  if (name === 'baskets.work') return workOf(things['basket_id'], { type: 'text', content: 'A note.' })
  const body = BODIES[name]
  return body ?? (method === 'POST' && !path.endsWith('/files') ? {} : undefined)
}

function workOf(basketId: string | undefined, source: object) {
  return { request_id: crypto.randomUUID(), basket_id: basketId, sources: [source] }
}

type Wrong = { query?: string; json?: unknown; nothing?: object }

const emptyPage = { items: [], next_cursor: null }

/** For every id that a query or a body takes: a request of one's own that names somebody else's. `nothing` is what a filter answers; all else is a 404. */
export const BODIES_WITH_IDS: Record<string, (theirs: Things, own: Things) => Wrong> = {
  'jobs.list query.subject_id': (theirs) => ({ query: `?subject_id=${theirs['basket_id']}`, nothing: emptyPage }),
  'jobs.cancelMany body.subject_id': (theirs) => ({
    json: { subject_id: theirs['script_id'] },
    nothing: { cancelled: 0, requested: 0 },
  }),
  'jobs.cancelMany body.job_ids': (theirs) => ({
    json: { job_ids: [theirs['job_id']] },
    nothing: { cancelled: 0, requested: 0 },
  }),
  'execute.run body.script_id': (theirs) => ({
    json: { language: 'python', code: '1', script_id: theirs['script_id'] },
  }),
  'coach.changeThread body.message_id': (theirs) => ({ json: { message_id: theirs['message_id'] } }),
  'coach.sendMessage body.file_ids': (theirs) => ({ json: { text: 'What is in it?', file_ids: [theirs['file_id']] } }),
  'coach.sendMessage body.edit_of': (theirs) => ({ json: { text: 'In other words?', edit_of: theirs['message_id'] } }),
  'baskets.work body.basket_id': (theirs) => ({
    json: workOf(theirs['basket_id'], { type: 'text', content: 'A note.' }),
    nothing: { code: 'invalid_request' },
  }),
  'baskets.work body.sources.id': (theirs, own) => ({
    json: workOf(own['basket_id'], { type: 'raw_dump', id: theirs['dump_id'] }),
  }),
  // Of a delta of one's own: whatever is not one of its changes is a mistake in the request.
  'baskets.apply body.change_ids': (theirs) => ({
    json: { change_ids: [theirs['change_id']] },
    nothing: { code: 'invalid_request' },
  }),
  'baskets.rebase body.change_ids': (theirs) => ({
    json: { change_ids: [theirs['change_id']] },
    nothing: { code: 'invalid_request' },
  }),
  'canvas.draw body.canvas_id': (theirs) => ({ json: { instructions: 'A -> B', canvas_id: theirs['canvas_id'] } }),
  'canvas.listJobs query.canvas_id': (theirs) => ({ query: `?canvas_id=${theirs['canvas_id']}`, nothing: emptyPage }),
  'library.listItems query.file_id': (theirs) => ({ query: `?file_id=${theirs['file_id']}`, nothing: emptyPage }),
}
