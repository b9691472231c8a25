/**
 * The column of each node: one after the last of those that lead to it. What closes a circle is left out, so that each
 * node has a column; a node that nothing leads to stands in the first.
 */
export function ranksOf(ids: readonly string[], edges: readonly { from: string; to: string }[]): Map<string, number> {
  const next = new Map(ids.map((id): [string, string[]] => [id, []]))
  for (const { from, to } of edges) if (from !== to) next.get(from)?.push(to)
  const order = topological(ids, next)
  const place = new Map(order.map((id, index) => [id, index]))
  const ranks = new Map(ids.map((id) => [id, 0]))
  for (const id of order) {
    for (const to of next.get(id) ?? []) {
      // Backwards in the order: this is the connection that closes a circle.
      if ((place.get(to) ?? 0) <= (place.get(id) ?? 0)) continue
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1))
    }
  }
  return ranks
}

/** Reverse post-order of a depth-first walk, with a stack of its own: chains of thousands are no problem. */
function topological(ids: readonly string[], next: ReadonlyMap<string, string[]>): string[] {
  const seen = new Set<string>()
  const done: string[] = []
  for (const start of ids) {
    const stack: { id: string; at: number }[] = seen.has(start) ? [] : [{ id: start, at: 0 }]
    seen.add(start)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = next.get(top.id)?.[top.at]
      top.at += 1
      if (to === undefined) {
        done.push(top.id)
        stack.pop()
      } else if (!seen.has(to)) {
        seen.add(to)
        stack.push({ id: to, at: 0 })
      }
    }
  }
  return done.reverse()
}
