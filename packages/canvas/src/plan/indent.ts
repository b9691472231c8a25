/** For each line the index of the line that it is indented under. */
export function parentsByIndent(lines: readonly { indent: number }[]): (number | undefined)[] {
  const open: { indent: number; index: number }[] = []
  return lines.map(({ indent }, index) => {
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop()
    const parent = open.at(-1)?.index
    open.push({ indent, index })
    return parent
  })
}
