/**
 * One spelling for what people take as the same word: compatibility forms (NFKD), case, accents, the final sigma, soft
 * hyphens. Marks that belong to a script (the vowels of Devanagari or Thai) stay: without them words fall together.
 */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(REMOVED, '')
    .toUpperCase() // ß → SS, ı → I: what toLowerCase alone leaves apart
    .toLowerCase()
    .replace(KEPT_APART, (letter) => TOGETHER[letter] ?? letter)
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/

/** Accents are marks that inherit their script; Hebrew points have one. */
const REMOVED = /[\p{Script=Inherited}\u0591-\u05c7\u00ad]/gu

const TOGETHER: Record<string, string> = { ς: 'σ', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd' }
const KEPT_APART = /[ςøłđæœþð]/gu
