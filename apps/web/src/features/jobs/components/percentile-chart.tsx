import type { JobStats } from '@outlast/contract'
import { formatDuration } from '../../../lib/format.ts'

const NAMES = [
  { key: 'p50', label: 'p50', meaning: 'half were quicker' },
  { key: 'p95', label: 'p95', meaning: '95 % were quicker' },
  { key: 'p99', label: 'p99', meaning: '99 % were quicker' },
] as const

/** Percentiles of a time, as bars on a logarithmic scale: a wait of 5 ms and one of 5 minutes both have a length. */
export function PercentileChart({ label, values }: { label: string; values: JobStats['wait_s'] }) {
  if (values.p50 === null) return <p className="py-6 text-center text-sm text-ink-3">Nothing in the last 24 hours.</p>
  const most = Math.max(...NAMES.map(({ key }) => values[key] ?? 0), 0.001)
  return (
    <dl aria-label={label} className="flex flex-1 flex-col justify-center gap-3">
      {NAMES.map(({ key, label: name, meaning }) => (
        <div key={key} title={meaning} className="grid grid-cols-[28px_1fr_80px] items-center gap-2 text-xs">
          <dt className="text-ink-3">{name}</dt>
          <dd className="order-last text-right whitespace-nowrap font-mono tabular-nums">
            {formatDuration(values[key] ?? 0)}
          </dd>
          <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="h-1.5 w-full">
            <rect width="100" height="6" rx="1" fill="var(--hover)" />
            <rect width={lengthOf(values[key] ?? 0, most)} height="6" rx="1" fill="var(--ink-3)" />
          </svg>
        </div>
      ))}
    </dl>
  )
}

/** Percent of the longest bar; 1 ms is the shortest time that counts. */
function lengthOf(seconds: number, most: number): number {
  return Math.min(100, (scale(seconds) / scale(most)) * 100)
}

function scale(seconds: number): number {
  return Math.log10(Math.max(seconds, 0.001) * 1_000) + 0.5
}
