/**
 * Plain text for one label: control characters, line separators and characters that reorder text go, runs of white space
 * become one space, what is longer than `max` ends in an ellipsis. Markup stays as it is: on the canvas it is only text.
 */
export function cleanLabel(text: string, max: number): string {
  const plain = text
    .slice(0, max * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // Soft hyphens, bidirectional overrides, zero-width marks but the joiners that emoji and Indic scripts need.
    .replace(/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain.length <= max) return plain
  return `${plain
    .slice(0, max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}
