import type { JobStats } from '@outlast/contract'
import { formatCount } from '../../../lib/format.ts'

type Hour = JobStats['throughput'][number]

const SERIES = [
  { name: 'completed', word: 'completed', fill: 'var(--done)' },
  { name: 'failed', word: 'failed', fill: 'var(--failed)' },
  { name: 'cancelled', word: 'cancelled', fill: 'var(--stopped)' },
] as const

const HEIGHT = 88
const BAR = 8
const STEP = 12

/** Jobs that ended in each hour, one bar an hour, stacked by how they ended. */
export function ThroughputChart({ hours }: { hours: Hour[] }) {
  const most = Math.max(1, ...hours.map(sum))
  const totals = SERIES.map(({ name, ...rest }) => ({
    ...rest,
    name,
    total: hours.reduce((all, hour) => all + hour[name], 0),
  }))
  return (
    <figure className="flex flex-col gap-2">
      <div className="flex gap-2">
        <span aria-hidden className="flex flex-col justify-between text-right text-2xs text-ink-3 tabular-nums">
          <span>{formatCount(most)}</span>
          <span>0</span>
        </span>
        <Bars
          hours={hours}
          most={most}
          label={totals.map(({ total, word }) => `${formatCount(total)} ${word}`).join(', ')}
        />
      </div>
      <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
        {totals.map(({ name, word, fill, total }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-sm" style={{ background: fill }} />
            <span className="tabular-nums">{formatCount(total)}</span> {word}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function Bars({ hours, most, label }: { hours: Hour[]; most: number; label: string }) {
  const width = Math.max(1, hours.length) * STEP
  const line = { x1: 0, x2: width, vectorEffect: 'non-scaling-stroke' } as const
  return (
    <svg
      role="img"
      aria-label={`In the last 24 hours: ${label}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-24 min-w-0 flex-1"
    >
      <line {...line} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line-strong)" />
      <line {...line} y1="0.5" y2="0.5" stroke="var(--line)" strokeDasharray="2 3" />
      {hours.map((hour, index) => (
        <Bar key={hour.at} hour={hour} x={index * STEP + (STEP - BAR) / 2} most={most} />
      ))}
    </svg>
  )
}

function sum(hour: Hour): number {
  return hour.completed + hour.failed + hour.cancelled
}

function Bar({ hour, x, most }: { hour: Hour; x: number; most: number }) {
  // An hour with anything in it is seen, however high the others are.
  const heights = SERIES.map(({ name }) => (hour[name] === 0 ? 0 : Math.max(1.5, (hour[name] / most) * (HEIGHT - 4))))
  const at = new Date(hour.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return (
    <g>
      <title>{`${at}: ${SERIES.map(({ name, word }) => `${hour[name]} ${word}`).join(', ')}`}</title>
      <rect x={x - 2} y="0" width={STEP} height={HEIGHT} fill="transparent" />
      {SERIES.map(({ name, fill }, index) => {
        const top = heights.slice(0, index + 1).reduce((all, height) => all + height, 0)
        return <rect key={name} x={x} y={HEIGHT - 1 - top} width={BAR} height={heights[index]} fill={fill} />
      })}
    </g>
  )
}
