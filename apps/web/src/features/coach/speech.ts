/** The end of the last sentence in a text, or 0: what comes after it may still change. */
export function endOfSentences(text: string): number {
  let end = 0
  for (const { index, 0: match } of text.matchAll(/[.!?…。！？]["')\]»”’]*(?=\s)|\n{2,}/gu)) end = index + match.length
  return end
}

/** Text as it is read out: without the marks that only give it its looks, and without code. */
export function spoken(markdown: string): string {
  return markdown
    .replaceAll(/(```|~~~)[\s\S]*?(?:\1|$)/g, ' (code) ')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/ ?\[\d+\]/g, '')
    .replaceAll(/^\s*(?:#{1,6}|>|[-*+]|\|)\s*/gm, '')
    .replaceAll(/[*_`|]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
