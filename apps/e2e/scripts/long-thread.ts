// pnpm --filter @outlast/e2e run long-thread: how smooth a thread of 1,000 messages is in the browser. Opens it, scrolls through all of
// it, types, sends, and reads an answer as it streams; for each, the tasks of the page's main thread, by the processor's time: what
// else the machine does makes no difference.
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createDatabase, migrate, newId, startEmbeddedPostgres } from '@outlast/db'
import { type Page, chromium, expect } from '@playwright/test'
import { z } from 'zod'
import { startChatServer } from '../../api/src/testing/chat-server.ts'
import { findBrowser } from '../src/support/browser.ts'
import { connect } from '../src/support/client.ts'
import { withTitles } from '../../api/src/testing/chat-scripts.ts'
import { answersOf, boxOf, questionsOf } from '../src/support/coach-page.ts'
import { Outlast } from '../src/support/outlast.ts'

const MESSAGES = 1_000
/** As a person types. */
const KEY_EVERY_MS = 60
const ANSWER_TOKENS = 200

const Trace = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown().optional() }).optional(),
    }),
  ),
})

/** What takes longer than this a person may notice: https://web.dev/articles/long-tasks */
const LONG_MS = 50

const dataDir = await mkdtemp(join(tmpdir(), 'outlast-long-thread-'))
const postgres = await startEmbeddedPostgres({ dataDir })
await migrate({ url: postgres.url })
const database = createDatabase({ url: postgres.url })
const chat = await startChatServer(withTitles(() => ({ pieces: sayWords() })))
const outlast = await Outlast.create({
  DATABASE_URL: postgres.url,
  OPENAI_BASE_URL: chat.baseUrl,
  CHAT_MODEL: 'stub-model',
})
const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] })
try {
  await outlast.start()
  await measure()
} finally {
  await browser.close()
  await outlast.stop()
  await chat.close()
  await database.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const sessionId = crypto.randomUUID()
  const api = await connect(context, outlast)
  const headers = { 'x-session-id': sessionId }
  const thread = await api.coach.createThread({ headers, body: { title: 'A long thread' } })
  if (thread.status !== 201) throw new Error(JSON.stringify(thread.body))
  const threadId = thread.body.thread_id
  await writeMessages(threadId)
  await context.addInitScript((id) => localStorage.setItem('outlast.coach.session', id), sessionId)
  const page = await context.newPage()

  process.stdout.write(`${MESSAGES} messages; load average ${loadavg()[0]?.toFixed(1)}\n`)
  await report(page, 'open', async () => {
    await page.goto(`${outlast.webUrl}/coach?thread=${threadId}`)
    await expect(answersOf(page).last()).toContainText(`Answer ${MESSAGES / 2}`)
  })
  await report(page, 'scroll up through all', () => scrollToTop(page))
  await report(page, 'type 40 letters', async () => {
    await boxOf(page).focus()
    await page.keyboard.type('How do I go on from here, step by step?', { delay: KEY_EVERY_MS })
  })
  await report(page, 'send, the answer streams and ends', async () => {
    await page.keyboard.press('Enter')
    await expect(questionsOf(page).last()).toContainText('step by step', { timeout: 60_000 })
    await expect(answersOf(page).last()).toContainText(`word ${ANSWER_TOKENS - 1}`, { timeout: 60_000 })
    await expect(answersOf(page).last()).toHaveAttribute('aria-busy', 'false')
  })
}

/** A conversation with all that Markdown has in the answers, in one statement: 500 exchanges would take minutes. */
async function writeMessages(threadId: string): Promise<void> {
  const ids = Array.from({ length: MESSAGES }, () => newId())
  await database.pool.query(
    `INSERT INTO message (id, thread_id, parent_id, role, text, state, file_ids)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::message_state[]), (SELECT '{}'::uuid[]) AS f`,
    [
      ids,
      ids.map(() => threadId),
      ids.map((_, at) => ids[at - 1] ?? null),
      ids.map((_, at) => (at % 2 === 0 ? 'user' : 'assistant')),
      ids.map((_, at) => (at % 2 === 0 ? `Question ${at / 2 + 1}: what comes next?` : answerText((at + 1) / 2))),
      ids.map(() => 'complete'),
    ],
  )
  await database.pool.query('UPDATE thread SET leaf_id = $2 WHERE id = $1', [threadId, ids.at(-1)])
}

function answerText(number: number): string {
  const paragraph = `Answer ${number}. The tide comes in **twice a day**, and what it brings is sorted on the beach. See \`tide.ts\`. `
  const list = Array.from({ length: 4 }, (_, item) => `- point ${item} of answer ${number}, in some words`).join('\n')
  const code = `\`\`\`ts\nfor (let tide = 0; tide < ${number}; tide += 1) {\n  console.log(tide, 'comes and goes')\n}\n\`\`\``
  const table = `| Hour | Height |\n| --- | --- |\n| 6 | ${number} |\n| 12 | ${number + 1} |`
  return [
    paragraph.repeat(1 + (number % 3)),
    list,
    ...(number % 3 === 0 ? [code] : []),
    ...(number % 7 === 0 ? [table] : []),
  ].join('\n\n')
}

async function* sayWords(): AsyncGenerator<string> {
  for (let word = 0; word < ANSWER_TOKENS; word += 1) {
    yield `word ${word} ${word % 20 === 19 ? '\n\n' : ''}`
    await delay(25)
  }
}

/** As a wheel does, until the first message is there: earlier ones come in on the way. */
async function scrollToTop(page: Page): Promise<void> {
  const first = questionsOf(page).filter({ hasText: /^Question 1: / })
  await page.mouse.move(900, 400)
  for (let turn = 0; turn < 3_000; turn += 1) {
    await page.mouse.wheel(0, -600)
    if (turn % 10 === 9 && (await first.count()) > 0) break
  }
  await expect(first).toBeAttached()
}

async function report(page: Page, what: string, work: () => Promise<void>): Promise<void> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] })
  const startedAt = performance.now()
  await work()
  const seconds = (performance.now() - startedAt) / 1000
  const tasks = tasksIn(Trace.parse(JSON.parse((await browser.stopTracing()).toString())))
  const long = tasks.filter((ms) => ms > LONG_MS)
  const busy = tasks.reduce((sum, ms) => sum + ms, 0) / 1000
  process.stdout.write(
    `${what}: ${seconds.toFixed(1)} s, of which the page worked ${busy.toFixed(1)} s; longest task ${Math.max(0, ...tasks).toFixed(0)} ms, ` +
      `${long.length} of more than ${LONG_MS} ms\n`,
  )
}

/** The tasks of the busiest main thread, in ms of the processor. */
function tasksIn({ traceEvents }: z.infer<typeof Trace>): number[] {
  const main = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? `${pid} ${tid}` : [],
    ),
  )
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && main.has(`${pid} ${tid}`),
  )
  const byThread = Map.groupBy(tasks, ({ pid }) => pid)
  const all = [...byThread.values()].map((events) => events.map(({ tdur = 0 }) => tdur / 1000))
  return all.toSorted((a, b) => b.length - a.length)[0] ?? []
}
