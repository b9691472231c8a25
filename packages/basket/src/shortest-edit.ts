/** A run of tokens of one text that takes the place of a run of the other; the ends are not in it. */
export type Edit = { fromA: number; toA: number; fromB: number; toB: number }

/**
 * The shortest edit from `a` to `b`, as runs that differ. Null where it would take more than `maxEdits` tokens that
 * come or go: the work grows with their square.
 *
 * Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, the greedy algorithm.
 */
export function shortestEdit(a: readonly string[], b: readonly string[], maxEdits: number): Edit[] | null {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1]
  const [middleA, middleB] = [a.slice(start, endA), b.slice(start, endB)]
  const rounds = search(middleA, middleB, maxEdits)
  if (rounds === null) return null
  return join(trace(rounds, middleA.length, middleB.length)).map(({ fromA, toA, fromB, toB }) => ({
    fromA: fromA + start,
    toA: toA + start,
    fromB: fromB + start,
    toB: toB + start,
  }))
}

/** How far each diagonal k = x - y got after so many edits: round d has the diagonals -d..d, at index k + d. */
type Round = Int32Array

function search(a: readonly string[], b: readonly string[], maxEdits: number): Round[] | null {
  const rounds: Round[] = []
  const most = Math.min(a.length + b.length, maxEdits)
  for (let d = 0; d <= most; d += 1) {
    const before = rounds[d - 1]
    const round = new Int32Array(2 * d + 1).fill(-1)
    rounds.push(round)
    for (let k = -d; k <= d; k += 2) {
      let x = before === undefined ? 0 : furthest(before, { k, d })
      let y = x - k
      if (x < 0 || y < 0 || x > a.length || y > b.length) continue
      while (x < a.length && y < b.length && a[x] === b[y]) [x, y] = [x + 1, y + 1]
      round[k + d] = x
      if (x === a.length && y === b.length) return rounds
    }
  }
  return null
}

/** Where diagonal k begins in round d: one step down from k + 1, or one step right from k - 1. */
function furthest(before: Round, { k, d }: { k: number; d: number }): number {
  return cameDown(before, { k, d }) ? at(before, k + 1, d - 1) : at(before, k - 1, d - 1) + 1
}

function cameDown(before: Round, { k, d }: { k: number; d: number }): boolean {
  return k === -d || (k !== d && at(before, k - 1, d - 1) < at(before, k + 1, d - 1))
}

function at(round: Round, k: number, d: number): number {
  return round[k + d] ?? -1
}

/** The single steps of the way that was found, from the start. */
function trace(rounds: readonly Round[], endA: number, endB: number): Edit[] {
  const steps: Edit[] = []
  let [x, y] = [endA, endB]
  for (let d = rounds.length - 1; d > 0; d -= 1) {
    const before = rounds[d - 1] ?? new Int32Array()
    const k = x - y
    const isDown = cameDown(before, { k, d })
    const fromK = isDown ? k + 1 : k - 1
    const fromX = at(before, fromK, d - 1)
    const fromY = fromX - fromK
    steps.push({ fromA: fromX, toA: isDown ? fromX : fromX + 1, fromB: fromY, toB: isDown ? fromY + 1 : fromY })
    ;[x, y] = [fromX, fromY]
  }
  return steps.toReversed()
}

/** Steps that follow one another without an equal token between them are one edit. */
function join(steps: readonly Edit[]): Edit[] {
  const edits: Edit[] = []
  for (const step of steps) {
    const last = edits.at(-1)
    if (last !== undefined && last.toA === step.fromA && last.toB === step.fromB) {
      edits[edits.length - 1] = { ...last, toA: step.toA, toB: step.toB }
    } else edits.push(step)
  }
  return edits
}
