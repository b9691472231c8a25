// What drawing costs: asked → accepted, asked → proposal, autosave of 1,000 elements, accepting: node canvas.ts [SAMPLES]
import { loadavg } from 'node:os'
import { type Api, follow, now, withApi } from './lib/api.ts'
import { median } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'

const SAMPLES = Number(process.argv[2] ?? 40)
const TARGETS = { accepted: 50, fifty: 500, twoHundred: 3000, autosave: 100 }

const load = loadavg()[0]?.toFixed(1)

await withApi({}, async (api) => {
  const cold = await draw(api, flowOf(50))
  const small: Drawn[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) small.push(await draw(api, flowOf(50, sample)))
  const large: Drawn[] = []
  for (let sample = 0; sample < SAMPLES / 4; sample += 1) large.push(await draw(api, flowOf(200, sample)))
  const accepting = await time(small, ({ canvasId, proposalId }) =>
    send(api, 'POST', `/api/canvases/${canvasId}/proposals/${proposalId}/accept`, {}),
  )
  const saving = await autosave(api, 1_000)
  const rows: [string, number[]][] = [
    ['asked → accepted (202)', [...small, ...large].map(({ acceptedMs }) => acceptedMs)],
    ['asked → proposal, 50 nodes', small.map(({ drawnMs }) => drawnMs)],
    ['asked → proposal, 200 nodes', large.map(({ drawnMs }) => drawnMs)],
    ['a proposal of 50 nodes accepted', accepting],
    ['autosave of 1,000 elements', saving],
  ]
  printTable(
    SPREAD_HEAD,
    rows.map(([what, values]) => spreadRow(what, values)),
  )
  console.log(`\nthe first drawing of the process, its thread being started: ${cold.drawnMs.toFixed(0)} ms`)
  const [accepted, fifty, twoHundred, , autosaved] = rows.map(([, values]) => median(values))
  judge('accepted', accepted)
  judge('fifty', fifty)
  judge('twoHundred', twoHundred)
  judge('autosave', autosaved)
  console.log(`load average before the start: ${load}`)
})

function judge(target: keyof typeof TARGETS, p50: number | undefined): void {
  console.log(`target ${target}: p50 ≤ ${TARGETS[target]} ms: ${(p50 ?? NaN) <= TARGETS[target] ? 'met' : 'missed'}`)
}

type Drawn = { canvasId: string; proposalId: string; acceptedMs: number; drawnMs: number }

/** Asks for a drawing and follows its job by held requests until its proposal is there. */
async function draw(api: Api, instructions: string): Promise<Drawn> {
  const askedAt = now()
  const job = await send(api, 'POST', '/api/ai-agent/create-canvas', { instructions })
  const acceptedMs = now() - askedAt
  await follow(api, job.job_id, ({ status }) => status === 'completed')
  const drawnMs = now() - askedAt
  const { result } = await send(api, 'GET', `/api/ai-agent/job/${job.job_id}/result`)
  return { canvasId: result.canvas_id, proposalId: result.proposal_id, acceptedMs, drawnMs }
}

/** A process of so many steps: every fifth branches off, every tenth goes back. */
function flowOf(nodes: number, seed = 0): string {
  const lines = Array.from({ length: nodes - 1 }, (_, at) => [
    `s${at} -> s${at + 1}`,
    ...(at % 5 === seed % 5 && at + 3 < nodes ? [`s${at} -> s${at + 3}`] : []),
    ...(at % 10 === 7 ? [`s${at} -> s${at - 4}`] : []),
  ])
  return lines.flat().join('\n')
}

/** What the editor does while somebody draws: each save is the whole drawing, with one stroke more. */
async function autosave(api: Api, count: number): Promise<number[]> {
  const { canvas_id } = await send(api, 'POST', '/api/canvases', { name: 'A large one' })
  const elements = Array.from({ length: count }, (_, at) => element(at))
  const bodies = Array.from({ length: SAMPLES }, (_, at) => {
    const moved = elements.map((each, index) => (index === at ? { ...each, x: each.x + 5, version: 2 } : each))
    return JSON.stringify({ version: at + 1, elements: moved })
  })
  return time(bodies, (body) => send(api, 'PUT', `/api/canvases/${canvas_id}`, body))
}

/** As Excalidraw 0.18 writes them: shapes, texts, arrows and strokes of a hand. */
function element(at: number): Record<string, unknown> & { x: number } {
  const base = {
    ...{ id: `element-${at}-0123456789`, x: (at % 40) * 150, y: Math.floor(at / 40) * 100, width: 120, height: 60 },
    ...{ angle: 0, strokeColor: '#1e1e1e', backgroundColor: '#a5d8ff', fillStyle: 'solid', strokeWidth: 2 },
    ...{ strokeStyle: 'solid', roughness: 1, opacity: 100, groupIds: [], frameId: null, index: `a${at}` },
    ...{ roundness: { type: 3 }, seed: at + 1, version: 1, versionNonce: at + 1, isDeleted: false },
    ...{ boundElements: null, updated: 1_764_000_000_000, link: null, locked: false },
  }
  const points = Array.from({ length: 60 }, (_, point): [number, number] => [point * 2.125, Math.sin(point) * 20])
  switch (at % 4) {
    case 0:
      return { ...base, type: 'rectangle' }
    case 1:
      return { ...base, type: 'text', text: `Text ${at}`, originalText: `Text ${at}`, fontSize: 20, fontFamily: 5 }
    case 2:
      return { ...base, type: 'arrow', points: points.slice(0, 2), startBinding: null, endBinding: null }
    default:
      return { ...base, type: 'freedraw', points, pressures: [], simulatePressure: true }
  }
}

async function time<T>(values: T[], work: (value: T) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (const value of values) {
    const startedAt = now()
    await work(value)
    taken.push(now() - startedAt)
  }
  return taken
}

async function send({ baseUrl, headers }: Api, method: string, path: string, body?: object | string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(baseUrl + path, { method, headers, ...(body === undefined ? {} : { body: text }) })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
