'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { FailedFace } from '../../../ui/faces.tsx'
import { useJobStats } from '../api.ts'
import { CountTiles } from './count-tiles.tsx'
import { PercentileChart } from './percentile-chart.tsx'
import { ThroughputChart } from './throughput-chart.tsx'

/** How work is going: what ended in the last day, and how long it waited and ran. */
export function StatsPanel() {
  const stats = useJobStats()
  if (stats.isError && stats.data === undefined) {
    return (
      <FailedFace
        what="The statistics could not be loaded"
        problem={toApiProblem(stats.error)}
        onRetry={() => void stats.refetch()}
      />
    )
  }
  return (
    <section aria-label="Statistics" className="flex flex-col gap-3">
      <CountTiles counts={stats.data?.counts} />
      <div className="grid gap-3 lg:grid-cols-[2fr_1fr_1fr]">
        <Card title="Ended per hour" note="last 24 hours">
          {stats.data === undefined ? <Loading /> : <ThroughputChart hours={stats.data.throughput} />}
        </Card>
        <Card title="Waited for a worker" note="created to started">
          {stats.data === undefined ? (
            <Loading />
          ) : (
            <PercentileChart label="Waiting times" values={stats.data.wait_s} />
          )}
        </Card>
        <Card title="Ran" note="started to finished">
          {stats.data === undefined ? <Loading /> : <PercentileChart label="Running times" values={stats.data.run_s} />}
        </Card>
      </div>
    </section>
  )
}

function Card({ title, note, children }: { title: string; note: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-4">
      <h2 className="flex items-baseline justify-between gap-2 text-sm font-medium">
        {title}
        <span className="truncate text-xs font-normal text-ink-3">{note}</span>
      </h2>
      {children}
    </div>
  )
}

function Loading() {
  return <div role="status" aria-label="Loading statistics" className="h-24 animate-pulse rounded-md bg-hover" />
}
