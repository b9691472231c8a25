/** The address of a page or a mailbox; not `javascript:`, not a place in this app. */
export function pageOf(href: string): URL | null {
  const url = URL.parse(href)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url : null
}

/** Who gets to know of a click. */
export function placeOf({ protocol, pathname, host }: URL): string {
  return protocol === 'mailto:' ? pathname : host
}

/** Whether the words of a link say themselves where it leads. That the place is somewhere in them is not enough. */
export function isNamedBy(words: unknown, url: URL): boolean {
  if (typeof words !== 'string') return false
  if (words === placeOf(url)) return true
  const named = pageOf(words) ?? URL.parse(`https://${words}`)
  return named !== null && url.protocol !== 'mailto:' && named.host === url.host
}
