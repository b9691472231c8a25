/** Mermaid writes what would end a label as an entity: #quot; #35; and breaks lines with <br>. */
export function fromMermaid(text: string): string {
  return text
    .trim()
    .replace(/^"([\s\S]*)"$/u, '$1')
    .replace(/^`([\s\S]*)`$/u, '$1')
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(/#(\d{1,6}|x[0-9a-f]{1,6}|quot|amp|lt|gt|nbsp);/giu, (whole, name: string) => entity(name) ?? whole)
}

const NAMED: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', nbsp: ' ' }

function entity(name: string): string | undefined {
  const named = NAMED[name.toLowerCase()]
  if (named) return named
  const code = /^x/iu.test(name) ? Number.parseInt(name.slice(1), 16) : Number(name)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** A label in quotes, in which nothing means anything to Mermaid. `fromMermaid` gives the label back. */
export function toMermaidText(label: string): string {
  const safe = label
    .replace(/["#`<>&|\\[\]{}()]|;/gu, (character) => `#${character.codePointAt(0)};`)
    .replace(/\s+/gu, ' ')
  return `"${safe}"`
}
