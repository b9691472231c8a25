import { NEEDLE, PATTERNS, QUESTION, TOPICS } from './workflow-words.ts'

/** Stands for the number in the code. */
const TOKENS = '%TOKENS%'

const rows = (lines: string[]) => lines.map((line) => `  ${JSON.stringify(line)},`).join('\n')

const CODE = `// From text to searchable, in batches. After each batch the run saves where it is: stop the server
// in the middle, even with kill -9, and the next attempt goes on there.
import { checkpoint, collection, embed, progress, tokenize } from 'outlast'

const TOKENS = ${TOKENS}
const BATCH = 25_000 // tokens from one checkpoint to the next
const PASSAGE = 200 // tokens of a passage, the unit that is embedded and found

const NEEDLE = ${JSON.stringify(NEEDLE)}
const QUESTION = ${JSON.stringify(QUESTION)}

const TOPICS = [
${rows(TOPICS)}
].map((words) => words.split(' '))
const PATTERNS = [
${rows(PATTERNS)}
]

/** Random numbers from 0 to 1, always the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A text of at least so many tokens, always the same for the same batch. */
function write(batch: number, tokens: number): string {
  const random = randomOf(batch + 1)
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!
  // As in any language, a few words are frequent and most are rare.
  const pickWord = (words: string[]) => words[Math.floor(words.length ** random()) - 1]!
  const name = () => pick(['Ma', 'Ro', 'Vel', 'Ko', 'Len', 'Gar']) + pick(['rik', 'na', 'do', 'shan', 'tis'])
  const sentences = batch === Math.floor(batches / 2) ? [NEEDLE] : []
  // Letters: a token has 4.5 of these.
  for (let length = 0; length < tokens * 4.8; ) {
    const words = pick(TOPICS)
    const sentence = pick(PATTERNS).replaceAll('{}', () => (random() < 0.2 ? name() : pickWord(words)))
    length += sentence.length
    sentences.push(sentence)
  }
  return sentences.join(' ')
}

const started = performance.now()
const batches = Math.ceil(TOKENS / BATCH)
const notes = collection(\`workflow-ts-\${TOKENS}\`)
let state = (await checkpoint.load<{ batches: number; tokens: number; passages: number }>()) ?? {
  batches: 0,
  tokens: 0,
  passages: 0,
}
if (state.batches > 0) console.log(\`going on after \${state.tokens.toLocaleString('en')} tokens\`)

for (let batch = state.batches; batch < batches; batch++) {
  const wanted = Math.min(BATCH, TOKENS - state.tokens)
  const text = write(batch, wanted)
  const tokens = (await tokenize(text, 'bpe', { document: \`batch \${batch}\` })).slice(0, wanted)
  const passages: string[] = []
  for (let at = 0; at < tokens.length; at += PASSAGE) {
    const part = tokens.slice(at, at + PASSAGE)
    passages.push(text.slice(part[0]!.start, part.at(-1)!.end).trim())
  }
  const { model, vectors } = await embed(passages)
  // With ids of its own, a batch that was under way when the server stopped is not there twice.
  const items = passages.map((text, at) => ({ id: \`\${batch}-\${at}\`, text, metadata: { batch }, vector: vectors[at] }))
  await notes.upsert(items, { model })

  state = { batches: batch + 1, tokens: state.tokens + tokens.length, passages: state.passages + passages.length }
  await checkpoint.save(state)
  progress(state.batches / batches, \`\${state.tokens.toLocaleString('en')} tokens are searchable\`)
}

const [best] = await notes.search(QUESTION, { k: 3 })
console.log(best?.text.slice(0, 200))
if (!best?.text.includes(NEEDLE)) throw new Error('The sentence was not found')
if ((await notes.count()) !== state.passages) throw new Error('Some passages are missing')

;({ ...state, seconds: (performance.now() - started) / 1000 })
`

/** The workflow in TypeScript, on so many tokens. */
export function workflowInTypeScript(tokens: number): string {
  return CODE.replace(TOKENS, tokens.toLocaleString('en').replaceAll(',', '_'))
}
