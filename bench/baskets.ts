// Baskets in many hands: random sequences of propose, edit, apply and undo from eight clients at once, and after each
// round a look whether anything was lost, doubled or told otherwise; then how long it takes to apply a delta of 200
// changes, and until a second client hears of an edit: node baskets.ts [SEQUENCES]. SIGUSR2 ends the sequences early.
import { loadavg } from 'node:os'
import { type Api, now, withApi } from './lib/api.ts'
import { type BasketClient, createClient } from './lib/basket-client.ts'
import { type Shared, runSequence } from './lib/basket-sequences.ts'
import { type Faults, checkBasket } from './lib/check-basket.ts'
import { percentile } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'

const SEQUENCES = Number(process.argv[2] ?? 50_000)
const CLIENTS = 8
/** Baskets at a time, and sequences in each of them: eight clients meet, and baskets stay as small as people's are. */
const BASKETS = 2
const PER_BASKET = 125
const CHANGES = 200

let isEnough = SEQUENCES === 0
process.once('SIGUSR2', () => (isEnough = true))

// One workspace does here what a hundred people would.
await withApi({ MAX_JOBS_PER_WORKSPACE: '8' }, async (api) => {
  const faults = await runSequences(api)
  const client = createClient(api)
  const applies = await measureApply(client)
  const news = await measureNews(client)
  console.log()
  printTable(SPREAD_HEAD, [
    spreadRow(`apply of a delta of ${CHANGES} changes`, applies),
    spreadRow('edit sent → a second client heard of it', news),
  ])
  const clean = Object.values(faults).every((count) => count === 0)
  console.log(`\ntarget: nothing lost, doubled or different: ${clean ? 'met' : 'missed'}`)
  console.log(`target: apply p50 ≤ 50 ms: ${percentile(applies, 0.5) <= 50 ? 'met' : 'missed'}`)
  console.log(`target: news p99 ≤ 300 ms: ${percentile(news, 0.99) <= 300 ? 'met' : 'missed'}`)
  console.log(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  )
})

async function runSequences(api: Api): Promise<Faults> {
  const client = createClient(api)
  const faults: Faults = { gaps: 0, lost: 0, twice: 0, different: 0 }
  const counts: Record<string, number> = {}
  const startedAt = now()
  let [done, events] = [0, 0]
  while (done < SEQUENCES && !isEnough) {
    const baskets = await Promise.all(Array.from({ length: BASKETS }, () => share(client)))
    const size = Math.min(BASKETS * PER_BASKET, SEQUENCES - done)
    await runRound(api, baskets, size)
    done += size
    for (const shared of baskets) {
      const found = await checkBasket(client, shared)
      events += found.events
      for (const fault of ['gaps', 'lost', 'twice', 'different'] as const) faults[fault] += found[fault]
      for (const [what, count] of Object.entries(shared.counts)) counts[what] = (counts[what] ?? 0) + count
    }
    const seconds = (now() - startedAt) / 1000
    process.stderr.write(`\r${done} sequences, ${(done / seconds).toFixed(1)}/s, ${JSON.stringify(faults)}   `)
  }
  const minutes = (now() - startedAt) / 60_000
  console.log(`\n\n${done.toLocaleString('en')} sequences from ${CLIENTS} clients in ${minutes.toFixed(1)} minutes:\n`)
  printTable(
    ['', 'count'],
    [
      ['events', String(events)],
      ...Object.entries(counts).map(([what, count]) => [what, String(count)]),
      ['**lost updates**', String(faults.lost)],
      ['**gaps in the numbers of events**', String(faults.gaps)],
      ['**deltas applied twice**', String(faults.twice)],
      ['**blocks that are not what their events say**', String(faults.different)],
    ],
  )
  return faults
}

async function share(client: BasketClient): Promise<Shared> {
  const { basket_id } = await client.create('A basket in many hands')
  return { basketId: basket_id, writes: [], applied: [], counts: {} }
}

async function runRound(api: Api, baskets: Shared[], size: number): Promise<void> {
  let left = size
  const work = async (): Promise<void> => {
    const client = createClient(api)
    const seen = await Promise.all(baskets.map(async ({ basketId }) => ({ basket: await client.get(basketId) })))
    while (left > 0) {
      left -= 1
      const at = Math.floor(Math.random() * baskets.length)
      const [shared, view] = [baskets[at], seen[at]]
      if (shared !== undefined && view !== undefined) await runSequence(client, shared, view)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, work))
}

/** A note a line, of words that no two of them share. */
function longNote(lines: number): string {
  const word = (): string => Math.random().toString(36).slice(2, 9).replaceAll(/\d/g, 'x')
  return Array.from(
    { length: lines },
    () => `- The ${word()} ${word()} needs a ${word()} from ${word()} ${word()}.`,
  ).join('\n')
}

async function measureApply(client: BasketClient): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < 40; round += 1) {
    const { basket_id } = await client.create('A large delta')
    const delta = await client.work(basket_id, longNote(CHANGES + 20))
    const ids = delta.changes.slice(0, CHANGES).map(({ change_id }) => change_id)
    if (ids.length < CHANGES) throw new Error(`The manager proposed ${ids.length} changes.`)
    const startedAt = now()
    const { status } = await client.apply(basket_id, delta.delta_id, ids)
    times.push(now() - startedAt)
    if (status !== 200) throw new Error(`POST …/apply answered ${status}.`)
  }
  return times
}

async function measureNews(client: BasketClient): Promise<number[]> {
  const { basket_id, last_event } = await client.create('News')
  let { body: block } = await client.addBlock(basket_id, { title: 'News', body: '' })
  const times: number[] = []
  let heard: (seq: number) => void = () => undefined
  const stop = await client.follow(basket_id, last_event + 1, ({ seq }) => heard(seq))
  for (let edit = 0; edit < 500; edit += 1) {
    const startedAt = now()
    const told = new Promise<void>((resolve) => (heard = () => resolve()))
    ;({ body: block } = await client.editBlock(basket_id, { ...block, body: `Edit ${edit}.` }))
    await told
    times.push(now() - startedAt)
  }
  await stop()
  return times
}
