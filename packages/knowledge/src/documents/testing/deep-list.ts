/** Markdown of a list in a list in a list: marked takes cubic time for it, so that 3,000 levels are a parser that hangs. */
export function makeDeepList(levels: number): Buffer {
  return Buffer.from(Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}- a`).join('\n'))
}
