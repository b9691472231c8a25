import { checkDrawing } from '../src/check/check-drawing.ts'
import { countCrossings } from '../src/check/crossings.ts'
import { CORPUS } from '../src/corpus/corpus.ts'
import { drawIntent } from '../src/draw/draw-intent.ts'
import { planDrawing } from '../src/plan/plan-drawing.ts'

// pnpm --filter @outlast/canvas run crossings: plans, draws and checks the corpus, and says how often arrows cross.

let total = 0
for (const { name, kind, rule, instructions, style = 'modern', scheme = 'default' } of CORPUS) {
  const plan = planDrawing(instructions)
  const drawing = await drawIntent(plan.intent, { look: { style, colorScheme: scheme }, seed: name })
  const crossings = countCrossings(drawing.elements)
  total += crossings
  const problems = checkDrawing(drawing.elements).map((problem) => `${problem.code}: ${problem.message}`)
  const read = plan.rule === rule && plan.intent.kind === kind ? '' : `  read as ${plan.rule}/${plan.intent.kind}`
  console.log(
    `${name.padEnd(26)} ${String(drawing.elements.length).padStart(4)} elements ${crossings} crossings${read}`,
  )
  for (const problem of problems) console.log(`    ${problem}`)
}
console.log(`${CORPUS.length} drawings, ${total} crossings`)
