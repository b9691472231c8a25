import type { Channel } from './channel.ts'

/**
 * Keeps a flood of `progress()` calls cheap without a timer (synchronous code never lets one fire). A bucket of 100 reports that
 * refills by 200 a second: honest code never meets it, and a loop of a million calls sends a few hundred frames.
 * What was held back goes out with the next call, before a sleep, and at the end.
 */
export function createProgressBucket(channel: Channel) {
  const now = performance.now.bind(performance)
  let tokens = 100
  let last = now()
  let held: { fraction: number; label: string | null } | null = null
  const flush = () => {
    if (held) channel.progress(held.fraction, held.label)
    held = null
  }
  return {
    report(fraction: number, label: string | null) {
      const at = now()
      tokens = Math.min(100, tokens + (at - last) / 5)
      last = at
      // 2,000 characters: a label is one line of a page.
      held = {
        fraction: Number.isFinite(fraction) ? fraction : 0,
        label: label === null ? null : label.slice(0, 2_000),
      }
      if (tokens < 1) return
      tokens -= 1
      flush()
    },
    flush,
  }
}
