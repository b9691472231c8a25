// 200 held pollers on 50 running jobs that speak about ten times a second, and the same with plain polling every 2 s:
// statements per second, delivery, lost and doubled entries: node pollers.ts
import { setTimeout as delay } from 'node:timers/promises'
import { type Api, follow, hasPrinted, now, startRun, view, withApi } from './lib/api.ts'
import { withDatabase } from './lib/database.ts'
import { percentile } from './lib/numbers.ts'
import { printTable } from './lib/table.ts'
import { type Database, sqlOf } from '../packages/db/src/index.ts'

const JOBS = 50
const POLLERS = 200
const SECONDS = 15
/** Before it counts: code that nobody has called yet is slow, in the server as in the poller. */
const WARM_UP_S = 3

/** Says something or moves its progress ten times a second, for as long as it is let. */
const CODE = `
for (let i = 0; i < 1e6; i++) {
  if (i % 5 === 4) progress((i % 1000) / 1000, 'step ' + i)
  else console.log('line ' + i)
  await new Promise((resolve) => setTimeout(resolve, 100))
}`

const ENV = { MAX_CONCURRENT_JOBS: String(JOBS), MAX_JOBS_PER_WORKSPACE: String(JOBS) }

const STATEMENTS = `
  SELECT regexp_replace(query, '\\s+', ' ', 'g') AS query, calls FROM pg_stat_statements
  WHERE query NOT LIKE '%pg_stat_statements%' ORDER BY calls DESC`

await withDatabase(
  (database, url) =>
    withApi({ ...ENV, DATABASE_URL: url }, async (api) => {
      await sqlOf(database.pool).query('CREATE EXTENSION pg_stat_statements')
      const jobIds: string[] = []
      for (let job = 0; job < JOBS; job += 1)
        jobIds.push(await startRun(api, { language: 'typescript', code: CODE, timeout_s: 3600 }))
      await Promise.all(jobIds.map((jobId) => follow(api, jobId, hasPrinted)))
      const idle = await measure(api, database, { jobIds: [], poll: pollHeld })
      const held = await measure(api, database, { jobIds, poll: pollHeld })
      const plain = await measure(api, database, { jobIds, poll: pollPlainly })
      report({ 'nobody looks': idle, 'held requests': held, 'plain polling every 2 s': plain })
      await fetch(`${api.baseUrl}/api/jobs/cancel`, { method: 'POST', headers: api.headers, body: '{}' })
      await Promise.all(jobIds.map((jobId) => follow(api, jobId, ({ status }) => status === 'cancelled')))
    }),
  { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top' },
)

type Measured = { answers: number; lateMs: number[]; wrong: number; statements: Statement[] }
type Statement = { query: string; calls: number }
type Poll = (api: Api, place: Place) => Promise<void>

/** How far a poller has read. */
type Place = { jobId: string; after: number; revision: number; read: number; from: number; until: number } & Pick<
  Measured,
  'lateMs' | 'wrong'
>

async function measure(
  api: Api,
  database: Database,
  { jobIds, poll }: { jobIds: string[]; poll: Poll },
): Promise<Measured> {
  const places = await Promise.all(
    jobIds.length === 0
      ? []
      : Array.from({ length: POLLERS }, (_, index) => enter(api, jobIds[index % jobIds.length] ?? '')),
  )
  const sql = sqlOf(database.pool)
  await pollFor(WARM_UP_S, places, (place) => poll(api, place))
  await sql.query('SELECT pg_stat_statements_reset()::text')
  for (const place of places) Object.assign(place, { read: 0, lateMs: [] })
  await pollFor(SECONDS, places, (place) => poll(api, place))
  const statements = await sql.query<Statement>(STATEMENTS)
  return {
    answers: places.reduce((sum, { read }) => sum + read, 0),
    lateMs: places.flatMap(({ lateMs }) => lateMs),
    wrong: places.reduce((sum, { wrong }) => sum + wrong, 0),
    statements,
  }
}

async function pollFor(seconds: number, places: Place[], poll: (place: Place) => Promise<void>): Promise<void> {
  for (const place of places) Object.assign(place, { from: now(), until: now() + seconds * 1000 })
  await Promise.all([delay(seconds * 1000), ...places.map(poll)])
}

async function enter(api: Api, jobId: string): Promise<Place> {
  let { next_after: after, revision, ...seen } = await view(api, jobId, 'after=0')
  while (seen.log.length > 0) ({ next_after: after, revision, ...seen } = await view(api, jobId, `after=${after}`))
  return { jobId, after, revision, read: 0, from: 0, until: 0, lateMs: [], wrong: 0 }
}

async function pollHeld(api: Api, place: Place): Promise<void> {
  while (now() < place.until) await read(api, place, `&revision=${place.revision}&wait_s=25`)
}

async function pollPlainly(api: Api, place: Place): Promise<void> {
  await delay(Math.random() * 2_000)
  for (; now() < place.until; await delay(2_000)) await read(api, place, '')
}

async function read(api: Api, place: Place, query: string): Promise<void> {
  const seen = await view(api, place.jobId, `after=${place.after}${query}`)
  const receivedAt = now()
  for (const [index, { seq, at }] of seen.log.entries()) {
    if (seq !== place.after + 1 + index) place.wrong += 1
    // What was said before, while nobody asked, was late for another reason.
    if (Date.parse(at) >= place.from) place.lateMs.push(receivedAt - Date.parse(at))
  }
  place.read += 1
  place.after = seen.next_after
  place.revision = seen.revision
}

function report(all: Record<string, Measured>): void {
  const perSecond = (count: number): string => (count / SECONDS).toFixed(0)
  printTable(
    ['', 'answers/s', 'statements/s', 'entry → read p50 ms', 'p99 ms', 'entries read', 'lost or doubled'],
    Object.entries(all).map(([name, { answers, lateMs, wrong, statements }]) => [
      name,
      perSecond(answers),
      perSecond(statements.reduce((sum, { calls }) => sum + calls, 0)),
      percentile(lateMs, 0.5).toFixed(0),
      percentile(lateMs, 0.99).toFixed(0),
      String(lateMs.length),
      String(wrong),
    ]),
  )
  for (const [name, { statements }] of Object.entries(all)) {
    console.log(`\nmost frequent statements, ${name}:`)
    for (const { query, calls } of statements.slice(0, 6))
      console.log(`${perSecond(calls).padStart(6)}/s  ${query.trim().slice(0, 100)}`)
  }
  const held = percentile(all['held requests']?.lateMs ?? [], 0.99)
  console.log(`\ntarget: p99 < 150 ms held: ${held < 150 ? 'met' : 'missed'}`)
}
