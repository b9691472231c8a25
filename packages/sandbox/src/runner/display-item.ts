// 256 KiB: the host's cap for one item; a page can't show more of one anyway.
const itemChars = 262_144

/** The JSON line of a displayed value: text, SVG, a table for an array of objects, JSON for what is JSON, otherwise its inspection. */
export function displayItem(value: unknown): string {
  const item = JSON.stringify(classify(value))
  if (item.length <= itemChars) return item
  return JSON.stringify({
    kind: 'text',
    data: `${item.slice(0, 1_000)}… (display() takes at most 256 KiB; this was ${item.length} characters)`,
  })
}

function classify(value: unknown): { kind: string; data: unknown } {
  if (typeof value === 'string') return { kind: /^\s*<svg[\s>]/.test(value) ? 'svg' : 'text', data: value }
  const json = toJson(value)
  if (json === undefined) return { kind: 'text', data: Deno.inspect(value, { depth: 4 }) }
  return { kind: isTable(json) ? 'table' : 'json', data: json }
}

function isTable(json: unknown): boolean {
  return (
    Array.isArray(json) &&
    json.length > 0 &&
    json.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  )
}

/** The value as JSON would give it back; undefined if JSON can't hold it (functions, cycles, big integers). */
export function toJson(value: unknown): unknown {
  try {
    const text = JSON.stringify(value)
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    // JSON refuses cycles and big integers by throwing: the caller falls back to an inspection.
    return undefined
  }
}
