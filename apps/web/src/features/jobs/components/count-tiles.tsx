import { JobStatus, type JobStats } from '@outlast/contract'
import { formatCount } from '../../../lib/format.ts'
import { StatusWord } from '../../../ui/job/status.tsx'

/** How many jobs there are in each state. */
export function CountTiles({ counts }: { counts: JobStats['counts'] | undefined }) {
  const total = (status: JobStatus) =>
    counts?.filter((row) => row.status === status).reduce((sum, { count }) => sum + count, 0)
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line sm:grid-cols-5">
      {JobStatus.options.map((status) => (
        <div
          key={status}
          className="-mr-px -mb-px flex flex-col gap-1 border-r border-b border-line px-4 py-3 last:col-span-2 sm:last:col-span-1"
        >
          <dt>
            <StatusWord status={status} className="text-xs" />
          </dt>
          <dd className="text-xl font-semibold tracking-tight tabular-nums">
            {total(status) === undefined ? '–' : formatCount(total(status) ?? 0)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
