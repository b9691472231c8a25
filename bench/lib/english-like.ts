/**
 * Text with the habits of English, the same at every call: a word's frequency falls with its rank (Zipf's law over
 * 20,000 words, the first 200 real ones), sentences of 5 to 29 words, paragraphs, numbers, quotes, contractions, dashes
 * and now and then a letter beyond ASCII. `length` in UTF-16 units, nearly bytes.
 */
export function englishLike(length: number): string {
  const next = randomFrom(20_261)
  const lexicon = buildLexicon(next)
  const paragraphs: string[] = []
  for (let written = 0; written < length;) {
    const sentences = Array.from({ length: 3 + Math.floor(next() * 6) }, () => writeSentence(lexicon, next))
    const paragraph = `${sentences.join(' ')}\n\n`
    paragraphs.push(paragraph)
    written += paragraph.length
  }
  return paragraphs.join('').slice(0, length)
}

const LEXICON_WORDS = 20_000

const COMMON =
  'the of and to a in is it you that he was for on are with as I his they be at one have this from or had by not word but what some we can out other were all there when up use your how said an each she which do their time if will way about many then them write would like so these her long make thing see him two has look more day could go come did number sound no most people my over know water than call first who may down side been now find any new work part take get place made live where after back little only round man year came show every good me give our under name very through just form sentence great think say help low line differ turn cause much mean before move right boy old too same tell does set three want air well also play small end put home read hand port large spell add even land here must big high such follow act why ask men change went light kind off need house picture try us again animal point mother world near build self earth father'.split(
    ' ',
  )
const SYLLABLES =
  'con ter ment tion al er ing re de in pro com per ex un dis ly able ness ful ic ous ate ize ance ent ist ship land er or an en ish ive age ure ity sub trans inter over under out fore mis pre non bi co auto bio geo micro tele photo graph log phone scope port form struct dict duc mit pel ven ced vid vis spec tract tain lit man ter mar col ber ran sel pol ton bur den gra fin lo ma ni sa ra mo ti'.split(
    ' ',
  )

/** A linear congruential generator of 32 bits whose low bits, the weak ones, are mixed in; 0 ≤ x < 1. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0) / 2 ** 32
  }
}

function buildLexicon(next: () => number): string[] {
  const words = new Set(COMMON)
  while (words.size < LEXICON_WORDS) {
    const syllables = 1 + Math.floor(next() * 3)
    let word = ''
    for (let i = 0; i < syllables; i += 1) word += SYLLABLES[Math.floor(next() * SYLLABLES.length)]
    if (next() < 0.005) word = word.replace('e', 'é')
    words.add(word)
  }
  return Array.from(words)
}

function writeSentence(lexicon: string[], next: () => number): string {
  const words = Array.from({ length: 5 + Math.floor(next() * 25) }, () => writeWord(lexicon, next))
  const [first = '', ...rest] = words
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}`.replace(/,$/, '')
  const end = next() < 0.9 ? '.' : next() < 0.5 ? '?' : '!'
  return next() < 0.08 ? `“${sentence}${end}”` : `${sentence}${end}`
}

function writeWord(lexicon: string[], next: () => number): string {
  // The inverse of Zipf's distribution: rank r with a chance of about 1 / r.
  const word = lexicon[Math.floor(LEXICON_WORDS ** next()) - 1] ?? 'the'
  const kind = next()
  if (kind < 0.06) return `${word},`
  if (kind < 0.075) return `${Math.floor(1 / (next() + 1e-4))}${next() < 0.3 ? '.5' : ''}`
  if (kind < 0.085) return `${word}${next() < 0.5 ? '’s' : "'s"}`
  if (kind < 0.09) return `${word} —`
  if (kind < 0.11) return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  return word
}
