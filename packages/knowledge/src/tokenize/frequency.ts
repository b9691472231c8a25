import type { ColumnsBuilder } from './columns.ts'
import { type Ends, MAX_WORD, cutEachWord } from './cut-words.ts'
import { isPlain } from './graphemes.ts'
import { kindOf } from './kind-of.ts'
import { KIND } from './tokenizer.ts'
import { eachWord } from './words.ts'

/**
 * `frequency`: words cut into the longest pieces that are frequent in this text.
 *
 * A piece has 2 to 12 letters and is frequent if the words of the text hold it at least twice, and once in every 5,000
 * of their letters (case counts; every occurrence of a word counts). From the left, a word gives the longest frequent
 * piece that starts at the place; letters where none starts stay together up to the next place where one does. Words
 * of more than 64 letters, or with combining marks or characters outside of the BMP, neither count nor are cut.
 */
export function cutFrequent(text: string): ColumnsBuilder {
  const frequent = findFrequent(countWords(text))
  return cutEachWord(text, (word) => (isPlain(word, 0, word.length) ? cutGreedily(word, frequent) : [word.length]))
}

const MAX_PIECE = 12
const LETTERS_PER_PIECE = 5_000

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  eachWord(text, { from: 0, to: text.length }, (start, end) => {
    if (end - start > MAX_WORD || kindOf(text, start, end) !== KIND.word || !isPlain(text, start, end)) return
    const word = text.slice(start, end)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  })
  return counts
}

/** A word, how often it stands in the text, and the places where a frequent piece of the current length starts. */
type Candidate = { word: string; count: number; places: number[] }

/**
 * Length by length: a piece can be frequent only if both pieces that are a letter shorter are. That keeps the pieces
 * to count few, where counting all of them would take 17 million for a text of random words.
 */
function findFrequent(counts: Map<string, number>): Set<string> {
  let letters = 0
  for (const [word, count] of counts) letters += word.length * count
  const least = Math.max(2, letters / LETTERS_PER_PIECE)
  const frequent = new Set<string>()
  let candidates: Candidate[] = Array.from(counts, ([word, count]) => ({
    word,
    count,
    places: Array.from({ length: word.length - 1 }, (_, place) => place),
  }))
  for (let length = 2; length <= MAX_PIECE && candidates.length > 0; length += 1) {
    const found = countPieces(candidates, length, least)
    for (const piece of found) frequent.add(piece)
    candidates = candidates
      .map((candidate) => narrow(candidate, length, found))
      .filter(({ places }) => places.length > 0)
  }
  return frequent
}

function countPieces(candidates: Candidate[], length: number, least: number): Set<string> {
  const counts = new Map<string, number>()
  for (const { word, count, places } of candidates) {
    for (const place of places) {
      const piece = word.slice(place, place + length)
      counts.set(piece, (counts.get(piece) ?? 0) + count)
    }
  }
  const found = new Set<string>()
  for (const [piece, count] of counts) if (count >= least) found.add(piece)
  return found
}

/** Keeps the places where a piece one letter longer may be frequent. */
function narrow({ word, count, places }: Candidate, length: number, found: Set<string>): Candidate {
  const starts = places.filter((place) => found.has(word.slice(place, place + length)))
  return { word, count, places: starts.filter((place, i) => starts[i + 1] === place + 1) }
}

function cutGreedily(word: string, frequent: Set<string>): Ends {
  const ends: number[] = []
  let restStart = 0
  let place = 0
  while (place < word.length) {
    const length = longestAt(word, place, frequent)
    if (length === 0) {
      place += 1
      continue
    }
    if (place > restStart) ends.push(place)
    place += length
    ends.push(place)
    restStart = place
  }
  if (restStart < word.length) ends.push(word.length)
  return ends
}

/** All pieces that a frequent one starts with are frequent too: the first that is not ends the search. */
function longestAt(word: string, place: number, frequent: Set<string>): number {
  let length = 1
  const longest = Math.min(MAX_PIECE, word.length - place)
  while (length < longest && frequent.has(word.slice(place, place + length + 1))) length += 1
  return length === 1 ? 0 : length
}
