/** Chinese and Japanese put no space behind a sentence. */
const END = /[.!?…]["')\]»”’]*(?=\s)|[。！？]["')\]»”’」]*|\n{2,}/gu
const NUMBERED = /(?:^|\n)\s*\d+\.$/
const FENCE = /^ {0,3}(?:```|~~~)/gm

/** The end of the last sentence in a text, or 0: what comes after it may still change. The number of a list ends none, nor does code. */
export function endOfSentences(text: string): number {
  let end = 0
  for (const { index, 0: match } of text.matchAll(END)) {
    const before = text.slice(0, index + match.length)
    if (!NUMBERED.test(before) && !isInCode(before)) end = before.length
  }
  return end
}

function isInCode(text: string): boolean {
  return (text.match(FENCE)?.length ?? 0) % 2 === 1
}

/** Text as it is read out: without the marks that only give it its looks, and without code. */
export function spoken(markdown: string): string {
  return markdown
    .replaceAll(/(```|~~~)[\s\S]*?(?:\1|$)/g, ' (code) ')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/ ?\[\d+\]/g, '')
    .replaceAll(/^[ |:-]*-[ |:-]*$/gm, '')
    .replaceAll(/^\s*(?:#{1,6}|>|[-*+]|\|)\s*/gm, '')
    .replaceAll(/[*_`|]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
