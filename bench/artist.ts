// How long the artist takes without a job around it: planner, layout, drawing and check, each by itself: node artist.ts
import { performance } from 'node:perf_hooks'
import { checkDrawing, countCrossings, drawIntent, planDrawing } from '../packages/canvas/src/index.ts'

const RUNS = 15
const LOOK = { style: 'modern', colorScheme: 'default' } as const

/** A flow of `nodes` steps with a branch at every fifth and a way back at every twentieth. */
function flow(nodes: number): string {
  return Array.from({ length: nodes - 1 }, (_, index) => {
    const from = index % 5 === 4 ? index - 2 : index
    const back = index % 20 === 19 ? `\nS${index} -> S${index - 9}` : ''
    return `S${from} -> S${index + 1}${back}`
  }).join('\n')
}

const mindMap = (nodes: number): string =>
  `Topic\n${Array.from({ length: nodes - 1 }, (_, index) => `${index % 6 === 0 ? '  ' : '    '}Idea number ${index}`).join('\n')}`

for (const [name, text] of [
  ['flow', flow],
  ['mind map', mindMap],
] as const) {
  for (const nodes of [50, 200]) {
    const times: Record<string, number[]> = { plan: [], draw: [], check: [], total: [] }
    let crossings = 0
    let problems = 0
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now()
      const { intent } = planDrawing(text(nodes), { maxLength: 20_000 })
      const planned = performance.now()
      const { elements } = await drawIntent(intent, { look: LOOK, seed: `run-${run}` })
      const drawn = performance.now()
      problems = checkDrawing(elements).length
      const checked = performance.now()
      crossings = countCrossings(elements)
      times['plan']?.push(planned - start)
      times['draw']?.push(drawn - planned)
      times['check']?.push(checked - drawn)
      times['total']?.push(drawn - start)
    }
    const first = times['total']?.[0] ?? 0
    const p50 = Object.entries(times).map(([part, all]) => `${part} ${median(all).toFixed(1)} ms`)
    console.log(
      `${name}, ${nodes} nodes: p50 ${p50.join(', ')}; first ${first.toFixed(0)} ms; ${crossings} crossings, ${problems} problems`,
    )
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
