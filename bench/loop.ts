// How long the API's event loop is held up while texts of 5 MB are tokenized and documents are indexed: node loop.ts
import { type Api, type LoopDelay, follow, withApi } from './lib/api.ts'
import { englishLike } from './lib/english-like.ts'
import { printTable } from './lib/table.ts'
import { makePdf } from '../packages/knowledge/src/documents/testing/pdf.ts'

const TARGET_MS = 50
const ROUNDS = 20
let uploads = 0
const TOKENIZERS = ['word', 'char', 'bpe', 'sentence']

await withApi({}, async (api) => {
  const text = englishLike(5_000_000)
  const idle = await watch(api, () => new Promise((resolve) => setTimeout(resolve, 3000)))
  const tokenizing = await watch(api, () => tokenize(api, text))
  const indexing = await watch(api, () => index(api, text))
  const both = await watch(api, () => Promise.all([tokenize(api, text), index(api, text)]))
  const row = (what: string, { p50, p99, p999, max, samples }: LoopDelay): string[] => [
    what,
    ...[p50, p99, p999, max].map((ms) => ms.toFixed(1)),
    String(samples),
  ]
  printTable(
    ['', 'p50 ms', 'p99 ms', 'p99.9 ms', 'longest ms', 'samples'],
    [
      row('idle', idle),
      row(`${ROUNDS} texts of 5 MB tokenized`, tokenizing),
      row('a 300-page PDF and 1 MB of Markdown indexed', indexing),
      row('both at once', both),
    ],
  )
  console.log(`\ntarget: p99.9 < ${TARGET_MS} ms: ${both.p999 < TARGET_MS ? 'met' : 'missed'}`)
})

async function watch(api: Api, work: () => Promise<unknown>): Promise<LoopDelay> {
  api.loop.reset()
  await work()
  return api.loop.read()
}

async function tokenize({ baseUrl, headers }: Api, text: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const body = JSON.stringify({
      text: `${round} ${text}`,
      tokenizer: TOKENIZERS[round % TOKENIZERS.length],
      limit: 10_000,
    })
    const answer = await fetch(`${baseUrl}/api/tokenize`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`POST /api/tokenize answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
  }
}

async function index(api: Api, text: string): Promise<void> {
  uploads += 1
  // The fonts that every PDF reader has know no more than Latin letters.
  const lines = text.split('\n').filter((line) => /^[ -~]+$/.test(line))
  const pages = Array.from({ length: 300 }, (_, page) =>
    Array.from({ length: 40 }, (_, line) => ({ text: (lines[(page * 40 + line) % lines.length] ?? '').slice(0, 80) })),
  )
  const pdf = await makePdf({ title: `Report ${uploads}`, pages })
  const markdown = `# Notes ${uploads}\n\n${text.slice(uploads, uploads + 1_000_000)}`
  await Promise.all([upload(api, 'report.pdf', pdf), upload(api, 'notes.md', markdown)])
}

async function upload(api: Api, name: string, content: string | Uint8Array): Promise<void> {
  const form = new FormData()
  form.set('file', new Blob([typeof content === 'string' ? content : Uint8Array.from(content)]), name)
  const { authorization = '' } = api.headers
  const answer = await fetch(`${api.baseUrl}/api/files`, { method: 'POST', headers: { authorization }, body: form })
  if (!answer.ok) throw new Error(`POST /api/files answered ${answer.status}: ${await answer.text()}`)
  const { job_id } = await answer.json()
  await follow(api, job_id, ({ status }) => status === 'completed')
}
