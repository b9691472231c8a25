/** "[10:02] Nora: ", "10:02 Nora: ", "Nora (10:02): ", "12/04/24, 10:02 - Nora: " */
const CHAT =
  /^(?:\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?(?: [-–])? ?(?:<[^<>\n]{1,40}>|[^\s:][^:\n]{0,39}:)|[^\s:(][^:(\n]{0,39} \(\d{1,2}:\d{2}\):|<[\p{L}\d ._-]{1,40}>)\s+/u

const PICTURE = /\p{Extended_Pictographic}(?:[\u{fe0f}\u{200d}\u{1f3fb}-\u{1f3ff}]|\p{Extended_Pictographic})*/gu

/** The words of a piece of Markdown or chat: without marks, speaker and pictures, on one line. */
export function plainText(quote: string): { words: string; struck: boolean } {
  const struck = /^~~[^~]+~~[.!,;]?$/.test(quote)
  const words = quote
    .replace(CHAT, '')
    .replace(/!?\[([^\]\n]{1,300})\]\([^)\s]{1,2000}\)/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)/g, '')
    .replace(/(?<=\S)(\*\*|__|~~)/g, '')
    .replace(/(?<![\p{L}\p{N}*_])[*_](?=[^\s*_])([^*_\n]{1,300})(?<=\S)[*_](?![\p{L}\p{N}*_])/gu, '$1')
    .replace(/`([^`\n]{1,300})`/g, '$1')
    .replace(/^\|\s*|\s*\|$/g, '')
    .replace(/\s*\|\s*/g, ': ')
    // Ticks say something: they are left to the cues.
    .replace(PICTURE, (picture) => (/[✅✔☑]/u.test(picture) ? '✓' : ' '))
    .replace(/\s+/g, ' ')
    .trim()
  return { words, struck }
}
