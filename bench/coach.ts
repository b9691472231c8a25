// What Outlast adds to a model's time to the first token, how late tokens are with 200 answers at once, and what becomes of
// those when the API is killed, beside a chat that pipes the model's stream to the browser: node coach.ts [SAMPLES]
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { type Api, now, withApi } from './lib/api.ts'
import { type Chat, outlastChat, withPlainChat } from './lib/chats.ts'
import { withDatabase } from './lib/database.ts'
import { type Speech, questionOf, startModelStub } from './lib/model-stub.ts'
import { median, percentile } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'

const SAMPLES = Number(process.argv[2] ?? 200)
const WARM_UP = 20
const ADDED_MS = { p50: 40, p99: 150 }
const LAG_MS = 150
const RESUME_S = 10

/** As a server nearby that answers at once, and as a quick one in life. */
const THINKING = [0, 200]

const CROWD = 200
/** 20 tokens a second for 15 s: as fast as a large model speaks, 4,000 tokens a second in all. */
const CROWD_PACE = { thinkMs: 300, tokens: 300, everyMs: 50 }
/** The crowd asks over so long: nobody comes at the same millisecond. */
const ARRIVAL_MS = 4_000
/** After the last one's first word. */
const KILL_AFTER_MS = 3_000

const ENV = { MAX_JOBS_PER_WORKSPACE: '1000', CHAT_MODEL: 'stub', OPENAI_API_KEY: '', EMBEDDING_MODEL: '' }

let asked = 0

console.log(`load average before the start: ${loadavg()[0]?.toFixed(2)}`)
const model = await startModelStub()
await withDatabase((_database, DATABASE_URL) =>
  withApi({ ...ENV, DATABASE_URL, OPENAI_BASE_URL: model.baseUrl }, async (api) => {
    const outlast = outlastChat(api)
    await withPlainChat(model.baseUrl, async (plain) => {
      for (const thinkMs of THINKING) await reportAdded([outlast, plain], thinkMs)
      await reportCrowd([outlast, plain])
    })
    await reportKill(outlast, api)
  }),
)
await model.close()

type Sample = { before: number; after: number; added: number; lags: number[] }

async function reportAdded(chats: Chat[], thinkMs: number): Promise<void> {
  model.pace = { thinkMs, tokens: 10, everyMs: 30 }
  const rows: string[][] = []
  const medians: number[] = []
  for (const chat of chats) {
    const samples: Sample[] = []
    for (let n = -WARM_UP; n < SAMPLES; n += 1) {
      const sample = await askOnce(chat)
      if (n >= 0) samples.push(sample)
    }
    const of = (part: 'before' | 'after' | 'added'): number[] => samples.map((sample) => sample[part])
    rows.push(
      spreadRow(`${chat.name}: added to the model's own`, of('added')),
      spreadRow('· asked → the model asked', of('before')),
      spreadRow('· first token written → read', of('after')),
      spreadRow(
        '· all tokens, written → read',
        samples.flatMap(({ lags }) => lags),
      ),
    )
    medians.push(median(of('added')))
    if (chat === chats[0]) {
      const [p50, p99] = [median(of('added')), percentile(of('added'), 0.99)]
      const isMet = p50 <= ADDED_MS.p50 && p99 <= ADDED_MS.p99
      rows.push([`target p50 ≤ ${ADDED_MS.p50}, p99 ≤ ${ADDED_MS.p99}: ${isMet ? 'met' : 'missed'}`])
    }
  }
  console.log(
    `\nfirst token, the model thinks for ${thinkMs} ms, one question at a time (load ${loadavg()[0]?.toFixed(2)}):\n`,
  )
  printTable(SPREAD_HEAD, rows)
  console.log(`the first takes ${((medians[0] ?? 0) / (medians[1] ?? 1)).toFixed(2)} of the second`)
}

async function askOnce(chat: Chat): Promise<Sample> {
  const ask = await chat.open()
  // At any moment: flushes have a rhythm of 50 ms, and the end of the answer before this one would set it.
  await delay(100 + Math.random() * 50)
  const question = (asked += 1)
  const askedAt = now()
  const reading = readingOf(question)
  await ask(questionOf(question), reading.onText)
  const { speech, readAt } = reading.end()
  const [firstAt = NaN, writtenAt = NaN] = [readAt[0], speech.writtenAt[0]]
  const before = speech.askedAt - askedAt
  const after = firstAt - writtenAt
  return {
    before,
    after,
    added: before + after,
    lags: speech.writtenAt.map((at, token) => (readAt[token] ?? NaN) - at),
  }
}

/** When each token of the latest speech on a question was on the screen. */
function readingOf(question: number) {
  let speech: Speech | undefined
  let [readAt, length]: [number[], number] = [[], 0]
  return {
    onText(text: string, at: number): void {
      const latest = model.speechesOn(question).at(-1)
      if (latest !== speech) [speech, readAt, length] = [latest, [], 0]
      for (;;) {
        const piece = speech?.pieces[readAt.length]
        if (piece === undefined || length + piece.length > text.length) return
        length += piece.length
        readAt.push(at)
      }
    },
    end() {
      if (speech === undefined) throw new Error('Nothing was read.')
      return { speech, readAt }
    },
  }
}

type Heard = { isSame: boolean; wrongTokens: number; lags: number[]; readAt: number[]; speech: Speech }

/** The crowd asks; `meanwhile` happens when everybody has read a first word. */
async function crowd(chat: Chat, meanwhile: () => Promise<void> = async () => undefined): Promise<Heard[]> {
  model.pace = CROWD_PACE
  const asks = await Promise.all(Array.from({ length: CROWD }, () => chat.open()))
  const begun = Promise.withResolvers<void>()
  let silent = CROWD
  const everybody = Promise.all(
    asks.map(async (ask, place) => {
      await delay((place * ARRIVAL_MS) / CROWD)
      const question = (asked += 1)
      const reading = readingOf(question)
      let hasBegun = false
      const text = await ask(questionOf(question), (text, at) => {
        if (!hasBegun && (silent -= 1) === 0) begun.resolve()
        hasBegun = true
        reading.onText(text, at)
      })
      const { speech, readAt } = reading.end()
      const lags = speech.writtenAt.map((at, token) => (readAt[token] ?? NaN) - at)
      return { isSame: text === speech.pieces.join(''), wrongTokens: wrongTokens(text, speech), lags, readAt, speech }
    }),
  )
  await begun.promise
  await meanwhile()
  return everybody
}

/** Tokens that are missing, and those that are there more than once. */
function wrongTokens(text: string, { pieces }: Speech): number {
  return pieces.filter((piece) => text.split(piece).length !== 2).length
}

async function reportCrowd(chats: Chat[]): Promise<void> {
  console.log(
    `\n${CROWD} answers at once, ${1000 / CROWD_PACE.everyMs} tokens a second each (load ${loadavg()[0]?.toFixed(2)}):\n`,
  )
  const rows: string[][] = []
  for (const chat of chats) {
    const cpuBefore = cpuSeconds(chat.pid())
    const heard = await crowd(chat)
    const lags = heard.flatMap(({ lags }) => lags)
    rows.push([
      chat.name,
      percentile(lags, 0.5).toFixed(0),
      percentile(lags, 0.99).toFixed(0),
      String(lags.length),
      String(heard.filter(({ isSame }) => !isSame).length),
      String(heard.reduce((sum, { wrongTokens }) => sum + wrongTokens, 0)),
      String(Math.round(statusKib(chat.pid(), 'VmHWM') / 1024)),
      (cpuSeconds(chat.pid()) - cpuBefore).toFixed(1),
    ])
    if (chat === chats[0]) {
      const p99 = percentile(lags, 0.99)
      rows.push([`target p99 ≤ ${LAG_MS}: ${p99 <= LAG_MS ? 'met' : 'missed'}`])
    }
  }
  printTable(
    ['', 'lag p50 ms', 'p99 ms', 'tokens', 'answers that differ', 'tokens lost or doubled', 'RSS at most MiB', 'CPU s'],
    rows,
  )
}

/** Memory of a process as the kernel tells it. */
function statusKib(pid: number, field: string): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

/** What a process has used of the processors, at 100 ticks a second. */
function cpuSeconds(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
  return (Number(user) + Number(system)) / 100
}

async function reportKill(chat: Chat, api: Api): Promise<void> {
  let [killedAt, backAt] = [NaN, NaN]
  const heard = await crowd(chat, async () => {
    await delay(KILL_AFTER_MS)
    killedAt = now()
    await api.kill()
    await api.restart()
    backAt = now()
  })
  const askedAgain = heard.map(({ speech }) => speech.askedAt - killedAt)
  const resumed = heard.map(({ readAt }) => (readAt[0] ?? NaN) - killedAt)
  const slowest = percentile(resumed, 1) / 1000
  console.log(`\nkill -9 under ${CROWD} answers, started again at once:\n`)
  printTable(SPREAD_HEAD, [
    spreadRow('killed → the model asked again', askedAgain),
    spreadRow('killed → text of the next attempt read', resumed),
  ])
  const wrong = heard.filter(({ isSame }) => !isSame)
  console.log(`the new process was ready after ${((backAt - killedAt) / 1000).toFixed(1)} s`)
  console.log(`answers that differ from what the model sent at last: ${wrong.length} of ${heard.length}`)
  console.log(`tokens lost or doubled: ${heard.reduce((sum, { wrongTokens }) => sum + wrongTokens, 0)}`)
  console.log(
    `target: all resume within ${RESUME_S} s: ${slowest <= RESUME_S ? 'met' : 'missed'} (${slowest.toFixed(1)} s)`,
  )
}
