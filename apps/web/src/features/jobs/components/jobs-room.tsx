'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { filterOfSearch, searchOfFilter } from '../state.ts'
import type { JobFilter } from '../api.ts'
import { FilterChips } from './filter-chips.tsx'
import { JobTable } from './job-table.tsx'
import { StatsPanel } from './stats-panel.tsx'

/** All work of every kind: how it goes, and what there is. The filter lives in the address. */
export function JobsRoom() {
  const router = useRouter()
  const pathname = usePathname()
  const filter = filterOfSearch(new URLSearchParams(useSearchParams().toString()))
  const setFilter = (next: JobFilter) => router.replace(`${pathname}${searchOfFilter(next)}`, { scroll: false })
  return (
    <div className="scroll-thin h-full overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 py-5 pb-[calc(var(--tray-space,0px)+24px)] sm:px-8">
        <h1 className="text-xl font-semibold tracking-tight">Jobs</h1>
        <StatsPanel />
        <section aria-label="All jobs" className="flex flex-col gap-3">
          <FilterChips filter={filter} onChange={setFilter} />
          <JobTable
            key={searchOfFilter(filter)}
            filter={filter}
            onClearFilter={() => setFilter({ kind: [], status: [] })}
          />
        </section>
      </div>
    </div>
  )
}
