import { FIND_IN_FILES } from './examples/find-in-files.ts'
import { TOKENS } from './examples/tokens.ts'
import { workflowExample } from './examples/workflow.ts'
import type { Content } from './state.ts'

/** What an empty script begins with in the "new" menu. */
export const EMPTY_SCRIPT: Content = { name: 'Untitled', language: 'python', code: '' }

const PROGRESS: Content = {
  name: 'Hello progress',
  language: 'python',
  code: `# Start it, close the tab, come back to the answer.
import time

steps = 20
total = 0

for step in range(1, steps + 1):
    total += step ** 2
    print(f"step {step:2}: sum of squares is \\033[32m{total}\\033[0m")
    progress(step / steps, f"step {step} of {steps}")
    time.sleep(0.3)

total
`,
}

const SHOW: Content = {
  name: 'Table and drawing',
  language: 'typescript',
  code: `// display() shows more than text: tables, JSON, and SVG.
interface City {
  name: string
  people: number
}

const cities: City[] = [
  { name: 'Tokyo', people: 37.0 },
  { name: 'Delhi', people: 33.8 },
  { name: 'Shanghai', people: 29.9 },
  { name: 'Dhaka', people: 23.9 },
]

display(cities)

const most = Math.max(...cities.map((city) => city.people))
const bars = cities.map(({ name, people }, row) => {
  const width = Math.round((people / most) * 240)
  return \`<rect x="80" y="\${row * 28 + 4}" width="\${width}" height="20" rx="3" fill="#525252"/>
    <text x="72" y="\${row * 28 + 18}" text-anchor="end" font-size="12" font-family="sans-serif">\${name}</text>\`
})

display(\`<svg width="340" height="\${cities.length * 28}">\${bars.join('')}</svg>\`)

cities.length
`,
}

const RESUME: Content = {
  name: 'Resume from a checkpoint',
  language: 'python',
  code: `# If the server is stopped in the middle, the next attempt goes on where this one was.
import time

state = checkpoint.load() or {"done": 0, "total": 0}
if state["done"] > 0:
    print(f"going on after {state['done']} parts")

parts = 60
for part in range(state["done"] + 1, parts + 1):
    state = {"done": part, "total": state["total"] + part}
    checkpoint.save(state)
    progress(part / parts, f"part {part} of {parts}")
    print(f"part {part} is done and saved")
    time.sleep(0.5)

state
`,
}

const INPUT: Content = {
  name: 'Count words',
  language: 'javascript',
  code: `// Give it some text in "Run settings": \`stdin\` is all of it, input() is its next line.
const words = stdin.toLowerCase().match(/\\p{L}+/gu) ?? []

const counts = new Map()
for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)

const rows = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 20)
if (rows.length === 0) console.error('There was no input.')
else display(rows.map(([word, times]) => ({ word, times })))

words.length
`,
}

/** What a person finds in the editor on the first visit. */
export const FIRST_EXAMPLE = PROGRESS

/** Ready examples of the "new" menu. */
export const EXAMPLES: readonly Content[] = [
  PROGRESS,
  SHOW,
  RESUME,
  INPUT,
  TOKENS,
  FIND_IN_FILES,
  workflowExample(500_000),
  workflowExample(500_000, 'typescript'),
]
