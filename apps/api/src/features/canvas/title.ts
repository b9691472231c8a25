const MAX_CHARS = 80

/** The first line of instructions that says something, for lists: at most 80 characters. */
export function firstLine(instructions: string): string {
  const lines = instructions.split('\n', 50).map((line) => line.replaceAll(/\s+/g, ' ').trim())
  const line = lines.find((each) => /[\p{L}\p{N}]/u.test(each)) ?? 'Drawing'
  return line.length <= MAX_CHARS
    ? line
    : `${line
        .slice(0, MAX_CHARS - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}
