const WORDS: readonly (readonly [number, string])[] = [
  [0, 'zero null'],
  [1, 'one ein eine einen einem einer'],
  [2, 'two both zwei beide'],
  [3, 'three drei'],
  [4, 'four vier'],
  [5, 'five fünf'],
  [6, 'six sechs'],
  [7, 'seven sieben'],
  [8, 'eight acht'],
  [9, 'nine neun'],
  [10, 'ten zehn'],
  [11, 'eleven elf'],
  [12, 'twelve dozen zwölf dutzend'],
  [13, 'thirteen dreizehn'],
  [14, 'fourteen vierzehn'],
  [15, 'fifteen fünfzehn'],
  [16, 'sixteen sechzehn'],
  [18, 'eighteen achtzehn'],
  [20, 'twenty zwanzig'],
  [30, 'thirty dreißig dreissig'],
  [40, 'forty vierzig'],
  [50, 'fifty fünfzig'],
  [100, 'hundred hundert'],
  [1000, 'thousand tausend'],
]

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)),
)

/** Articles that are numbers only in front of a thing that is counted. */
export const WEAK_NUMBERS: ReadonlySet<string> = new Set([
  'one',
  'ein',
  'eine',
  'einen',
  'einem',
  'einer',
  'both',
  'beide',
])

/** "14,000", "14.000", "14 000", "6.80", "6,80", "15k" as a number. */
export function parseNumber(written: string): number {
  const thousands = /[km]$/i.test(written)
  const bare = written.replace(/[km]$/i, '').replace(/[' \u00a0\u202f]/g, '')
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.exec(bare)
  const plain = grouped?.[1] === undefined ? bare : ungroup(bare, grouped[1])
  const value = Number(plain.replace(',', '.'))
  return thousands ? value * (/m$/i.test(written) ? 1_000_000 : 1_000) : value
}

function ungroup(written: string, separator: string): string {
  return written.replace(new RegExp(`\\${separator}(?=\\d{3}(?:\\D|$))`, 'g'), '')
}
