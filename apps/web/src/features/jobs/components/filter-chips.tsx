'use client'

import { JobStatus, type JobKind } from '@outlast/contract'
import { X } from 'lucide-react'
import { formatCount } from '../../../lib/format.ts'
import { KIND_WORDS, STATUS_WORDS } from '../../../lib/job-words.ts'
import { toggled } from '../../../lib/lists.ts'
import { Chip } from '../../../ui/chip.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { useJobStats, type JobFilter } from '../api.ts'

/** Chips that narrow the list down. Kinds appear once there is more than one of them. */
export function FilterChips({ filter, onChange }: { filter: JobFilter; onChange: (next: JobFilter) => void }) {
  const counts = useJobStats().data?.counts ?? []
  const kinds = [...new Set<JobKind>([...counts.map(({ kind }) => kind), ...filter.kind])]
  const total = (status: JobStatus) =>
    counts
      .filter((row) => row.status === status && (filter.kind.length === 0 || filter.kind.includes(row.kind)))
      .reduce((sum, { count }) => sum + count, 0)
  return (
    <div role="group" aria-label="Filter" className="flex flex-wrap items-center gap-1.5">
      {JobStatus.options.map((status) => (
        <Chip
          key={status}
          pressed={filter.status.includes(status)}
          onClick={() => onChange({ ...filter, status: toggled(filter.status, status) })}
        >
          <StatusIcon status={status} size={13} />
          {STATUS_WORDS[status]}
          <span className="text-ink-3 tabular-nums">{formatCount(total(status))}</span>
        </Chip>
      ))}
      {kinds.length > 1 && <span aria-hidden className="mx-1 h-4 w-px bg-line-strong" />}
      {(kinds.length > 1 || filter.kind.length > 0) &&
        kinds.map((kind) => (
          <Chip
            key={kind}
            pressed={filter.kind.includes(kind)}
            onClick={() => onChange({ ...filter, kind: toggled(filter.kind, kind) })}
          >
            {KIND_WORDS[kind]}
          </Chip>
        ))}
      {(filter.kind.length > 0 || filter.status.length > 0) && (
        <Chip onClick={() => onChange({ kind: [], status: [] })}>
          <X size={12} aria-hidden />
          Clear
        </Chip>
      )}
    </div>
  )
}
