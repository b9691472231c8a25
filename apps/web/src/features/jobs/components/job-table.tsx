'use client'

import Link from 'next/link'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useJobList, type JobFilter } from '../api.ts'
import { JobRows } from './job-rows.tsx'

interface JobTableProps {
  filter: JobFilter
  onClearFilter: () => void
}

/** The list of jobs. j and k move, x selects, Enter opens. */
export function JobTable({ filter, onClearFilter }: JobTableProps) {
  const list = useJobList(filter)
  if (list.isPending) return <SkeletonRows rows={8} label="Loading jobs" className="rounded-lg border border-line" />
  if (list.isError && list.data === undefined) {
    return (
      <FailedFace
        what="The jobs could not be loaded"
        problem={toApiProblem(list.error)}
        onRetry={() => void list.refetch()}
      />
    )
  }
  const jobs = list.data.pages.flatMap(({ items }) => items)
  if (jobs.length === 0)
    return <NoJobs filtered={filter.kind.length + filter.status.length > 0} onClearFilter={onClearFilter} />
  return (
    <>
      <JobRows jobs={jobs} />
      <LoadMore list={list} className="self-center" size="md" />
    </>
  )
}

function NoJobs({ filtered, onClearFilter }: { filtered: boolean; onClearFilter: () => void }) {
  const action = filtered ? (
    <Button size="md" onClick={onClearFilter}>
      Clear the filter
    </Button>
  ) : (
    <Link href="/editor" className={buttonLook({ size: 'md' })}>
      Run some code
    </Link>
  )
  return (
    <EmptyFace className="h-auto rounded-lg border border-dashed border-line-strong py-14" action={action}>
      {filtered
        ? 'No job matches this filter.'
        : 'Nothing has run here yet: everything slow that you start will be listed here.'}
    </EmptyFace>
  )
}
