import { shortenLine } from '../../../model/shorten-line.ts'

const SECOND_PERSON: Record<string, string> = {
  i: 'you',
  me: 'you',
  my: 'your',
  mine: 'yours',
  myself: 'yourself',
  am: 'are',
  "i'm": 'you are',
  "i've": 'you have',
  "i'd": 'you would',
  "i'll": 'you will',
}

/** What a person said of themselves, said back to them: "finish my thesis" becomes "finish your thesis". */
export function toSecondPerson(text: string): string {
  return text.replace(
    /(?<![\w'])(i'(?:m|ve|d|ll)|i|me|my|mine|myself|am)(?![\w'])/gi,
    (word) => SECOND_PERSON[word.toLowerCase()] ?? word,
  )
}

/** The words between what introduces a wish and what explains it, at most `maxChars`: no full stop, no "because". */
export function core(text: string, maxChars = 100): string {
  const clause = text.split(/[.!?;](?=\s|$)|\n|,? (?:because|but|so that|since|although|and i|, i)\b/i)[0] ?? ''
  return shortenLine(clause, maxChars).replace(/^[\s,:–-]+|[\s,:–-]+$/g, '')
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Text as text: nothing in it is Markdown, a link, an image, or the number of a passage. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')
}

/** One spelling of what keyboards write differently; code is left out, since nobody says it. */
export function plainWords(text: string): string {
  return text
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/[“”]/g, '"')
}

export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
