import { STOP_WORDS, isVerb } from '../stop-words.ts'
import type { Source } from '../source.ts'

const MAX_CONCEPTS = 12
const MAX_WORDS = 4

type Phrase = { key: string; label: string; count: number; score: number; first: number }
type Mention = { key: string; before: string[] }

/**
 * A concept map of free prose: phrases between function words and verbs (after RAKE, Rose et al. 2010), the best of them
 * linked where they follow each other in a sentence, the words between them on the link.
 */
export function planConcepts({ text }: Source): unknown {
  const phrases = new Map<string, Phrase>()
  const sentences = [...sentenceSegmenter.segment(text)].map(({ segment }) => mentionsIn(segment, phrases))
  const best = [...phrases.values()].sort((a, b) => b.score - a.score || a.first - b.first).slice(0, MAX_CONCEPTS)
  if (best.length === 0) return undefined
  const kept = new Map(
    best.sort((a, b) => a.first - b.first).map((phrase, index) => [phrase.key, { ...phrase, id: `k${index + 1}` }]),
  )
  const links = linksOf(sentences, kept)
  const degree = (id: string): number => links.filter((link) => link.from === id || link.to === id).length
  const main = [...kept.values()].sort(
    (a, b) => degree(b.id) + b.count - (degree(a.id) + a.count) || a.first - b.first,
  )[0]
  // What no sentence links is part of the topic all the same.
  const lonely = [...kept.values()].filter((phrase) => phrase.id !== main?.id && degree(phrase.id) === 0)
  const concepts = [...kept.values()].map(({ id, label }) => ({ id, label, main: id === main?.id }))
  return { kind: 'concept_map', concepts, links: [...links, ...lonely.map(({ id }) => ({ from: main?.id, to: id }))] }
}

const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The phrases of a sentence in order, each with the words that stand before it; counts them in `phrases`. */
function mentionsIn(sentence: string, phrases: Map<string, Phrase>): Mention[] {
  const mentions: Mention[] = []
  let words: string[] = []
  let between: string[] = []
  const close = (): void => {
    if (words.length > 0) mentions.push({ key: count(words, phrases), before: between })
    if (words.length > 0) between = []
    words = []
  }
  for (const { segment, isWordLike } of wordSegmenter.segment(sentence)) {
    if (!isWordLike) {
      if (/[^\s'’-]/u.test(segment)) close()
      continue
    }
    const lower = segment.toLowerCase()
    if (STOP_WORDS.has(lower) || isVerb(lower) || /^[\d.,]+$/u.test(segment)) {
      close()
      between.push(lower)
    } else {
      words.push(segment)
      if (words.length === MAX_WORDS) close()
    }
  }
  close()
  return mentions
}

const IDEOGRAPHIC = /^[\u3040-\u30ff\u3400-\u9fff]/u

function count(words: readonly string[], phrases: Map<string, Phrase>): string {
  const label = words.join(IDEOGRAPHIC.test(words[0] ?? '') ? '' : ' ')
  const key = label.toLowerCase().replace(/(?<=\p{L}{3})s$/u, '')
  const known = phrases.get(key)
  if (known) {
    known.count += 1
    known.score += 1.5
    return key
  }
  const single = words.length === 1 && [...label].length < 3
  phrases.set(key, {
    key,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    count: 1,
    score: single ? 0.2 : 1 + Math.min(1, words.length * 0.3),
    first: phrases.size,
  })
  return key
}

type Kept = ReadonlyMap<string, { id: string }>

function linksOf(sentences: readonly Mention[][], kept: Kept): { from: string; to: string; label?: string }[] {
  const links = new Map<string, { from: string; to: string; label?: string }>()
  for (const mentions of sentences) {
    let last: string | undefined
    let words: string[] = []
    for (const mention of mentions) {
      words = [...words, ...mention.before]
      const id = kept.get(mention.key)?.id
      if (id === undefined) continue
      if (last !== undefined && last !== id && !links.has(`${id}>${last}`)) {
        const label = labelFrom(words)
        if (!links.has(`${last}>${id}`)) links.set(`${last}>${id}`, { from: last, to: id, ...(label && { label }) })
      }
      last = id
      words = []
    }
  }
  return [...links.values()]
}

/** At most three words around the verb: "are stored in". */
function labelFrom(words: readonly string[]): string | undefined {
  const at = words.findIndex(isVerb)
  const useful =
    at === -1
      ? words.filter((word) => !/^(?:the|a|an|and|or|der|die|das|und|le|la|les|et|el|y)$/u.test(word))
      : words.slice(Math.max(0, at - 1), at + 2)
  const label = useful.slice(0, 3).join(' ')
  return label === '' || label.length > 30 ? undefined : label
}
