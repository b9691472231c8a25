import { clean } from '../../../../../model/clean-text.ts'

/** "[10:02] Nora: ", "10:02 Nora: ", "Nora (10:02): ", "12/04/24, 10:02 - Nora: " */
const CHAT =
  /^(?:\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?(?: [-–])? ?(?:<[^<>\n]{1,40}>|[^\s:][^:\n]{0,39}:)|[^\s:(][^:(\n]{0,39} \(\d{1,2}:\d{2}\):|<[\p{L}\d ._-]{1,40}>)\s+/u

/** An emoji, also one that is made of several. */
const PICTURE = /\p{RGI_Emoji}|\p{Extended_Pictographic}/gv

/** The words of a piece of Markdown or chat: without marks, speaker and pictures, on one line. */
export function plainText(quote: string): { words: string; struck: boolean } {
  const struck = /^~~[^~]+~~[.!,;]?$/.test(quote)
  // One space first: what follows looks for spaces on both sides of something.
  const words = clean(quote.replace(/\s+/g, ' '))
    .replace(CHAT, '')
    .replace(/!?\[([^\]\n]{1,300})\]\([^)\s]{1,2000}\)/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)/g, '')
    .replace(/(?<=\S)(\*\*|__|~~)/g, '')
    .replace(/(?<![\p{L}\p{N}*_])[*_](?=[^\s*_])([^*_\n]{1,300})(?<=\S)[*_](?![\p{L}\p{N}*_])/gu, '$1')
    .replace(/`([^`\n]{1,300})`/g, '$1')
    .replace(/^\|\s*|\s*\|$/g, '')
    .replace(/\s*\|\s*/g, ': ')
    // Ticks say something: they are left to the cues.
    .replace(PICTURE, (picture) => (/[✅✔☑]/v.test(picture) ? '✓' : ' '))
    .replace(/\s+/g, ' ')
    .trim()
  return { words, struck }
}

/** Whether someone begins to speak here. */
export function isChatLine(text: string): boolean {
  return CHAT.test(text)
}
