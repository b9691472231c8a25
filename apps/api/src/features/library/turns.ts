/** Whoever changes a collection waits here for their turn, and not with a connection of the pool in hand. */
export type Turns = {
  /** Runs works of one key one after the other, and of all keys only so many at once. */
  take<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(atOnce: number): Turns {
  const last = new Map<string, Promise<unknown>>()
  const slots = createSlots(atOnce)
  return {
    take(key, work) {
      const turn = (last.get(key) ?? Promise.resolve()).then(() => slots(work))
      // Whoever comes next waits for the end of this one, however it ends.
      const ended = turn.then(ignore, ignore).then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
      last.set(key, ended)
      return turn
    },
  }
}

/** Runs works, only so many at once; the others wait in the order in which they came. */
export type Slots = <T>(work: () => Promise<T>) => Promise<T>

export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

function ignore(): void {}
