import { wordKnowledge } from '@outlast/knowledge'

/** How many candidates are compared word by word. */
const CANDIDATES = 6
/** Entries that are looked at for one statement, those of the rarest terms first: what stands everywhere tells nothing apart. */
const MAX_LOOKED_AT = 300

/** Finds what has words in common with a statement, without looking at everything. */
export type BlockIndex<Item> = {
  /** Adds an item; one that is there already is found by these terms from now on. */
  put(item: Item, terms: Iterable<string>): void
  remove(item: Item): void
  /** The most promising ones first. */
  candidates(terms: Iterable<string>): Item[]
}

/** An inverted index by terms, by their beginnings and by what they mean, so that other words for it are found, too. */
export function createBlockIndex<Item>(): BlockIndex<Item> {
  const postings = new Map<string, number[]>()
  /** By their numbers; null for what is not there any more, or has a new number. */
  const items: (Item | null)[] = []
  const numbers = new Map<Item, number>()
  /** By number. One list for all searches: filled where a search comes by, and emptied by it. */
  const scores: number[] = []
  const remove = (item: Item): void => {
    const number = numbers.get(item)
    if (number !== undefined) items[number] = null
    numbers.delete(item)
  }
  return {
    remove,
    put(item, terms) {
      remove(item)
      const number = items.push(item) - 1
      numbers.set(item, number)
      scores.push(0)
      for (const gram of gramsOf(terms)) {
        const posting = postings.get(gram)
        if (posting === undefined) postings.set(gram, [number])
        else posting.push(number)
      }
    },
    candidates(terms) {
      const touched: number[] = []
      let lookedAt = 0
      for (const { gram, posting } of rarestFirst(terms, postings)) {
        lookedAt += posting.length
        if (lookedAt > MAX_LOOKED_AT && touched.length > 0) break
        const idf = Math.log(1 + numbers.size / posting.length) * (/^[\^~]/.test(gram) ? 0.5 : 1)
        for (const number of posting) {
          if (scores[number] === 0) touched.push(number)
          scores[number] = (scores[number] ?? 0) + idf
        }
      }
      const best = touched
        .filter((number) => items[number] !== null)
        .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
      for (const number of touched) scores[number] = 0
      return best.slice(0, CANDIDATES).flatMap((number) => items[number] ?? [])
    },
  }
}

function rarestFirst(terms: Iterable<string>, postings: ReadonlyMap<string, number[]>) {
  return [...gramsOf(terms)]
    .flatMap((gram) => {
      const posting = postings.get(gram)
      return posting === undefined ? [] : [{ gram, posting }]
    })
    .sort((one, other) => one.posting.length - other.posting.length)
}

function gramsOf(terms: Iterable<string>): Set<string> {
  const grams = new Set<string>()
  for (const term of terms) {
    grams.add(term)
    if (term.length > 4) grams.add(`^${term.slice(0, 4)}`)
    for (const meaning of wordKnowledge(term)?.meanings ?? []) grams.add(meaning)
  }
  return grams
}
