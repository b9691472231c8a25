import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../testing/harness.ts'
import { problemCode } from '../testing/problem.ts'
import { BODIES_WITH_IDS, bodyOf } from './bodies.ts'
import { GUARDED_ROUTES, type GuardedRoute } from './contract-ids.ts'
import { type Things, makeThings } from './fixtures.ts'

let harness: Harness
let owner: Member
let stranger: Member
let theirs: Things
let own: Things
let before: Record<string, string>
beforeAll(async () => {
  harness = await createHarness()
  owner = await harness.mint()
  stranger = await harness.mint()
  theirs = await makeThings(owner)
  own = await makeThings(stranger)
  before = await look()
})
afterAll(() => harness.close())

/** Threads belong to a session, and what is attached to them, too. */
const bySession = ({ path }: GuardedRoute) => path.startsWith('/api/threads')

function urlOf({ path, name }: GuardedRoute, things: Things): string {
  const filled = path.replaceAll(/:([^/]+)/g, (_, param: string) => {
    const thing = param === 'job_id' && name.startsWith('canvas.') ? things['drawing_id'] : things[param]
    if (thing === undefined) throw new Error(`There is no fixture for :${param} of ${name}: make one in fixtures.ts.`)
    return thing
  })
  return path.endsWith('/blocks/:block_id') ? `${filled}?version=1` : filled
}

type Sender = { as: Member; session: string; token?: string | null; things?: Things }

function send(route: GuardedRoute, url: string, { as, session, token, things = theirs }: Sender): Promise<Response> {
  const headers: Record<string, string> = { 'x-session-id': session }
  if (token !== undefined) headers['authorization'] = token === null ? 'none' : `Bearer ${token}`
  const json = bodyOf(route, things)
  return as.fetch(url, { method: route.method, headers, ...(json === undefined ? {} : { json }) })
}

const withParams = GUARDED_ROUTES.filter(({ params }) => params.length > 0)

describe('every route of the contract', () => {
  test.for(withParams)('$method $path: what is of another workspace is not there', async (route) => {
    const answer = await send(route, urlOf(route, theirs), { as: stranger, session: theirs.session })
    expect([answer.status, await problemCode(answer)]).toEqual([404, 'not_found'])
  })

  test.for(GUARDED_ROUTES)('$method $path: without a token, or with a bad one, nobody gets in', async (route) => {
    for (const token of [null, 'a'.repeat(43)]) {
      const answer = await send(route, urlOf(route, theirs), { as: stranger, session: theirs.session, token })
      expect([answer.status, await problemCode(answer)]).toEqual([401, 'unauthorized'])
    }
  })

  test.for(withParams.filter(bySession))('$method $path: another session sees nothing', async (route) => {
    const answer = await send(route, urlOf(route, theirs), { as: owner, session: own.session })
    expect([answer.status, await problemCode(answer)]).toEqual([404, 'not_found'])
  })

  test('another session lists no thread', async () => {
    const { body } = await owner.api.coach.listThreads({ headers: { 'x-session-id': own.session }, query: {} })
    expect(body).toEqual({ items: [], next_cursor: null })
  })

  test.for(GUARDED_ROUTES.filter(({ method, params }) => method === 'GET' && params.length === 0))(
    '$method $path: a list names nothing of another workspace',
    async (route) => {
      const answer = await send(route, route.path, { as: stranger, session: theirs.session })
      const text = await answer.text()
      expect(Object.values(theirs).filter((id) => id.length === 36 && text.includes(id))).toEqual([])
    },
  )

  test.for(GUARDED_ROUTES.filter(({ ids }) => ids.length > 0))(
    '$method $path: ids of another workspace in query and body reach nothing',
    async (route) => {
      for (const place of route.ids) {
        const wrong = BODIES_WITH_IDS[`${route.name} ${place}`]
        if (wrong === undefined)
          throw new Error(`There is no fixture for ${place} of ${route.name}: make one in bodies.ts.`)
        const { query = '', json, nothing } = wrong(theirs, own)
        const url = urlOf(route, own) + query
        const headers = { 'x-session-id': own.session }
        const answer = await stranger.fetch(url, {
          method: route.method,
          headers,
          ...(json === undefined ? {} : { json }),
        })
        expect(await answer.json()).toMatchObject(nothing ?? { code: 'not_found' })
      }
    },
  )

  test('after all of that, the owner finds everything as it was', async () => {
    expect(await look()).toEqual(before)
  })
})

/** Everything that its owner can read by an id: the fixtures are right, and later, nothing of them has changed. */
async function look(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const route of withParams.filter(({ method, path }) => method === 'GET' && !path.endsWith('/stream'))) {
    const answer = await send(route, urlOf(route, theirs), { as: owner, session: theirs.session })
    if (!answer.ok) throw new Error(`${route.path} answered ${answer.status}: ${await answer.text()}`)
    seen[route.name] = await answer.text()
  }
  return seen
}
