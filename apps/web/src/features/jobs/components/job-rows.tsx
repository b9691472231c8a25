'use client'

import { isTerminal, type Job } from '@outlast/contract'
import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { rowAfterKey, toggled } from '../../../lib/lists.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { useAsInTray, useCancelJobs } from '../api.ts'
import { JobRow } from './job-row.tsx'

const COLUMNS = [
  { name: 'Select', width: 'w-10', shown: false, cell: '' },
  { name: 'Job', width: '', shown: true, cell: '' },
  { name: 'State', width: 'w-28 sm:w-40', shown: true, cell: '' },
  { name: 'Ran', width: 'hidden w-28 sm:table-column', shown: true, cell: 'hidden text-right sm:table-cell' },
  { name: 'Created', width: 'hidden w-28 sm:table-column', shown: true, cell: 'hidden text-right sm:table-cell' },
  { name: 'Actions', width: 'w-12', shown: false, cell: '' },
]

/** The rows of the list with their keys: j and k move, x selects, Enter opens. */
export function JobRows({ jobs: listed }: { jobs: Job[] }) {
  const jobs = useAsInTray(listed)
  const [selected, setSelected] = useState<string[]>([])
  const [current, setCurrent] = useState(0)
  const select = (jobId: string) => setSelected((list) => toggled(list, jobId))
  const onKeyDown = useRowKeys(jobs, current, select)
  const stoppable = jobs.filter((job) => selected.includes(job.job_id) && !isTerminal(job.status))
  return (
    <>
      <SelectionBar selected={selected.length} stoppable={stoppable} onDone={() => setSelected([])} />
      <div className="overflow-hidden rounded-lg border border-line">
        <table className="w-full table-fixed border-collapse text-sm" onKeyDown={onKeyDown}>
          <caption className="sr-only">Jobs, newest first. Keys: j and k move, x selects, Enter opens.</caption>
          <Head />
          <tbody>
            {jobs.map((job, index) => (
              <JobRow
                key={job.job_id}
                job={job}
                isCurrent={index === Math.min(current, jobs.length - 1)}
                isSelected={selected.includes(job.job_id)}
                onFocus={() => setCurrent(index)}
                onSelect={() => select(job.job_id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function useRowKeys(jobs: Job[], current: number, select: (jobId: string) => void) {
  const router = useRouter()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const job = jobs[current]
    const row = rowAfterKey(event.key, { row: current, rows: jobs.length })
    if (row !== null) focusRow(event.currentTarget, row)
    else if (job === undefined) return
    else if (event.key === 'x') select(job.job_id)
    else if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement) router.push(`/jobs/${job.job_id}`)
    else return
    event.preventDefault()
  }
}

function focusRow(table: HTMLElement, row: number): void {
  table.querySelectorAll<HTMLElement>('tbody tr')[row]?.focus()
}

function Head() {
  return (
    <>
      <colgroup>
        {COLUMNS.map(({ name, width }) => (
          <col key={name} className={width} />
        ))}
      </colgroup>
      <thead>
        <tr className="h-8 border-b border-line bg-surface text-left text-xs text-ink-3">
          {COLUMNS.map(({ name, shown, cell }) => (
            <th key={name} scope="col" className={cn('font-medium', cell)}>
              <span className={shown ? '' : 'sr-only'}>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}

function SelectionBar({ selected, stoppable, onDone }: { selected: number; stoppable: Job[]; onDone: () => void }) {
  const cancel = useCancelJobs()
  if (selected === 0) {
    return (
      <p className="hidden text-xs text-ink-3 sm:block" aria-hidden>
        <Kbd>j</Kbd> <Kbd>k</Kbd> move · <Kbd>x</Kbd> select · <Kbd>Enter</Kbd> open
      </p>
    )
  }
  const stop = () => cancel.mutate(stoppable.map(({ job_id }) => job_id).slice(0, 200), { onSuccess: onDone })
  return (
    <div role="status" className="flex h-7 items-center gap-2 text-xs">
      <span className="font-medium">{selected} selected</span>
      <Button look="danger" disabled={stoppable.length === 0 || cancel.isPending} onClick={stop}>
        Cancel {stoppable.length} {stoppable.length === 1 ? 'job' : 'jobs'}
      </Button>
      <Button look="ghost" onClick={onDone}>
        Clear selection
      </Button>
      {cancel.isError && <span className="text-failed">{toApiProblem(cancel.error).message}</span>}
    </div>
  )
}
