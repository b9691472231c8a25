// One part of a host name in which a wildcard may stand for letters, digits and hyphens, e.g. the * of outlast-*-team.
const WILD_LABEL = /^[a-z0-9-]*\*[a-z0-9-]*$/

/**
 * Whether the text is an exact origin (`https://example.com`, with a port but no path), or one with a single `*` inside
 * one label, for preview deployments. The wildcard must leave at least two labels to its right: `https://*.com` would
 * let in nearly everybody. `null` and `*` are no origins: sandboxed pages and local files send `null`.
 */
export function isOriginPattern(text: string): boolean {
  const labels = text
    .replace(/^https?:\/\//, '')
    .replace(/:\d+$/, '')
    .split('.')
  const wild = labels.findIndex((label) => label.includes('*'))
  if (wild >= 0 && (!WILD_LABEL.test(labels[wild] ?? '') || wild > labels.length - 3)) return false
  const example = text.replace('*', 'x')
  if (example.includes('*')) return false
  const url = URL.parse(example)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === example
}

/** Whether a browser's Origin header is one of the configured origins. A wildcard stands for 1 to 63 letters, digits and hyphens. */
export function allowsOrigin(patterns: readonly string[], origin: string): boolean {
  return patterns.some((pattern) => {
    const [before = '', after] = pattern.split('*')
    if (after === undefined) return pattern === origin
    const matched = origin.slice(before.length, origin.length - after.length)
    return origin.startsWith(before) && origin.endsWith(after) && /^[a-z0-9-]{1,63}$/.test(matched)
  })
}
