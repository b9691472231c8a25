'use client'

import { isTerminal, type Job, type JobStatus } from '@outlast/contract'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useReducer, useRef } from 'react'
import { cn } from '../../../lib/cn.ts'
import { showsJob } from '../../../lib/rooms.ts'
import { useStoredFlag } from '../../../lib/stored-state.ts'
import { Button } from '../../../ui/button.tsx'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { WorkSign } from '../../../ui/shell/work-sign.tsx'
import { useActiveJobs, useEndedJobs } from '../api.ts'
import { emptyTray, trayReducer } from '../state.ts'
import { useFreshest } from '../use-freshest.ts'
import { TrayRow } from './tray-row.tsx'

const NONE: readonly Job[] = []

/** Running and queued work, on every page, bottom right; what has just ended stays for a moment. */
export function Tray() {
  const { data: active, dataUpdatedAt } = useActiveJobs()
  const going = useFreshest(active ?? NONE, dataUpdatedAt)
  const [tray, send] = useReducer(trayReducer, emptyTray)
  const [open, setOpen] = useStoredFlag('outlast.tray.open', true)
  const ended = useEndedJobs(tray.ended.map(({ jobId }) => jobId))

  useEffect(() => {
    if (active !== undefined) send({ type: 'seen', active: active.map(({ job_id }) => job_id), nowMs: Date.now() })
  }, [active])

  const path = usePathname()
  useEffect(() => {
    for (const job of ended) if (showsJob(path, job)) send({ type: 'dismissed', jobId: job.job_id })
  }, [ended, path])

  const box = useRef<HTMLElement>(null)
  useTraySpace(box)
  const jobs = [...going, ...ended.filter(({ finished_at }) => finished_at !== null)].filter(
    (job) => !showsJob(path, job),
  )
  const running = active?.length ?? 0
  return (
    <>
      <WorkSign running={running} />
      {jobs.length > 0 && (
        <aside
          ref={box}
          aria-label="Running work"
          className={cn(
            'fixed right-2 bottom-[calc(56px+var(--tray-lift,0px))] z-30 overflow-hidden rounded-lg border border-line-strong bg-raised shadow-overlay sm:right-3 sm:bottom-[calc(12px+var(--tray-lift,0px))]',
            open ? 'w-72 max-w-[calc(100vw-16px)]' : '',
          )}
        >
          <TrayHead jobs={jobs} open={open} onToggle={() => setOpen(!open)} />
          {open && (
            <ul className="scroll-thin max-h-60 overflow-y-auto border-t border-line">
              {jobs.map((job) => (
                <TrayRow key={job.job_id} job={job} onDismiss={() => send({ type: 'dismissed', jobId: job.job_id })} />
              ))}
            </ul>
          )}
        </aside>
      )}
    </>
  )
}

/** Tells the panes beneath how much room the tray takes, so that nothing of theirs stays under it. */
function useTraySpace(box: React.RefObject<HTMLElement | null>): void {
  // After every render: the tray comes, goes, and grows with its jobs.
  useEffect(() => {
    const height = box.current?.offsetHeight ?? 0
    document.documentElement.style.setProperty('--tray-space', height === 0 ? '0px' : `${height + 20}px`)
  })
}

function TrayHead({ jobs, open, onToggle }: { jobs: Job[]; open: boolean; onToggle: () => void }) {
  const going = jobs.filter(({ status }) => !isTerminal(status)).length
  const words = going === 0 ? 'Work has ended' : going === 1 ? '1 job running' : `${going} jobs running`
  const Arrow = open ? ChevronDown : ChevronUp
  return (
    <div className="flex h-8 items-center gap-2 pr-1 pl-3 text-xs font-medium">
      <StatusIcon status={worthSeeing(jobs)} size={14} />
      <span role="status" className="flex-1">
        {words}
      </span>
      <Button
        look="ghost"
        size="icon"
        aria-label={open ? 'Collapse tray' : 'Expand tray'}
        aria-expanded={open}
        onClick={onToggle}
        className="size-6"
      >
        <Arrow size={14} aria-hidden />
      </Button>
    </div>
  )
}

/** The one state that stands for all: what runs, then what failed. */
function worthSeeing(jobs: Job[]): JobStatus {
  const all = new Set(jobs.map(({ status }) => status))
  return (['running', 'queued', 'failed', 'cancelled'] as const).find((status) => all.has(status)) ?? 'completed'
}
