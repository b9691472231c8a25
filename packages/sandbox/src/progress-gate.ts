import type { Progress } from './run-types.ts'

/** Passes progress on at once, and then at most every `everyMs`: the latest report always arrives, at the end at the latest. */
export function createProgressGate(everyMs: number, pass: (progress: Progress) => void) {
  let held: Progress | null = null
  let timer: NodeJS.Timeout | null = null

  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (!held) return
    const progress = held
    held = null
    timer = setTimeout(flush, everyMs)
    pass(progress)
  }

  return {
    report(progress: Progress) {
      held = progress
      if (!timer) flush()
    },
    /** Passes on what is held, unless the run was given up, and stops the clock. */
    end(deliver: boolean) {
      if (deliver) flush()
      if (timer) clearTimeout(timer)
    },
  }
}
