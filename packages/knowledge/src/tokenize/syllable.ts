import type { ColumnsBuilder } from './columns.ts'
import { type Ends, cutEachWord } from './cut-words.ts'
import { type Hyphenation, loadHyphenation } from './hyphenation.ts'

/** `syllable`: words of English letters, cut where hyphenation patterns allow it. Words in other scripts stay whole. */
export async function cutSyllables(text: string): Promise<ColumnsBuilder> {
  loading ??= loadHyphenation()
  const hyphenation = await loading
  return cutEachWord(text, (word) => endsOfSyllables(hyphenation, word))
}

let loading: Promise<Hyphenation> | undefined

/** Both apostrophes are part of a word: the patterns know neither. */
function endsOfSyllables(hyphenation: Hyphenation, word: string): Ends {
  return /^[A-Za-z][A-Za-z'’]+$/.test(word) ? [...hyphenation.breaksOf(word), word.length] : [word.length]
}
