import { eachTerm } from '../rank/analyze.ts'

/** The texts of a collection as numbers of terms. */
export type Corpus = {
  /** Terms that are trained, the most frequent first; equally frequent ones by their code points. */
  terms: string[]
  /** How often each stands in the texts, and in how many of them. */
  counts: Int32Array
  textCounts: Int32Array
  /** All texts one after the other as indexes into `terms`, with a −1 after each text; other terms are left out. */
  tokens: Int32Array
  texts: number
  /** Terms that stand in the texts at least twice, whether they are trained or not. */
  repeated: number
}

export type VocabularyLimits = {
  /** How often a term must stand in texts of so many tokens. */
  minCount(tokens: number): number
  maxVocabulary: number
}

/** Reads the texts once. Memory: 4 bytes a token and the distinct terms. */
export function readCorpus(texts: Iterable<string>, limits: VocabularyLimits): Corpus {
  const found = new Map<string, { id: number; count: number; textCount: number; lastText: number }>()
  const read = growingList()
  let text = 0
  for (const content of texts) {
    eachTerm(content, (term) => {
      let entry = found.get(term)
      if (entry === undefined) {
        entry = { id: found.size, count: 0, textCount: 0, lastText: -1 }
        found.set(term, entry)
      }
      entry.count += 1
      if (entry.lastText !== text) entry.textCount += 1
      entry.lastText = text
      read.push(entry.id)
    })
    read.push(-1)
    text += 1
  }
  const least = limits.minCount(read.all().length - text)
  const kept = [...found]
    .filter(([, { count }]) => count >= least)
    .sort(([a, { count: aCount }], [b, { count: bCount }]) => bCount - aCount || (a < b ? -1 : 1))
    .slice(0, limits.maxVocabulary)
  const newId = new Int32Array(found.size).fill(-2)
  for (const [id, [, entry]] of kept.entries()) newId[entry.id] = id
  return {
    terms: kept.map(([term]) => term),
    counts: Int32Array.from(kept, ([, { count }]) => count),
    textCounts: Int32Array.from(kept, ([, { textCount }]) => textCount),
    tokens: read
      .all()
      .map((id) => (id === -1 ? -1 : (newId[id] ?? -2)))
      .filter((id) => id !== -2),
    texts: text,
    repeated: [...found.values()].filter(({ count }) => count >= 2).length,
  }
}

function growingList(): { push(value: number): void; all(): Int32Array } {
  let list = new Int32Array(1 << 16)
  let length = 0
  return {
    push(value) {
      if (length === list.length) {
        const longer = new Int32Array(length * 2)
        longer.set(list)
        list = longer
      }
      list[length] = value
      length += 1
    },
    all: () => list.subarray(0, length),
  }
}
