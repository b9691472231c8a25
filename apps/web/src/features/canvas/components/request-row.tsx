'use client'

import {
  Ban,
  Check,
  CircleCheck,
  CircleDashed,
  CircleX,
  Eye,
  LoaderCircle,
  PenLine,
  RotateCw,
  Square,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../../../lib/cn.ts'
import { formatAgo } from '../../../lib/format.ts'
import { explainJobError } from '../../../lib/job-words.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { stageOf, type DrawingRequest, type Stage } from '../requests.ts'
import type { ArtistActions } from '../use-artist-actions.ts'
import { STAGE_WORDS } from '../words.ts'

const LOOKS: Record<Stage, { icon: typeof Check; color: string }> = {
  queued: { icon: CircleDashed, color: 'text-ink-3' },
  running: { icon: LoaderCircle, color: 'text-ember-ink' },
  staging: { icon: LoaderCircle, color: 'text-ink-3' },
  ready: { icon: Eye, color: 'text-ink' },
  accepted: { icon: CircleCheck, color: 'text-done' },
  discarded: { icon: Ban, color: 'text-stopped' },
  failed: { icon: CircleX, color: 'text-failed' },
  cancelled: { icon: Ban, color: 'text-stopped' },
}

interface RequestRowProps {
  request: DrawingRequest
  isInFocus: boolean
  onChoose: () => void
  onEdit: () => void
  actions: ArtistActions
}

/** One request: what was said, where it stands, and what can be done about it. */
export function RequestRow({ request, isInFocus, onChoose, onEdit, actions }: RequestRowProps) {
  const { job } = request
  const stage = stageOf(request)
  const { icon: Icon, color } = LOOKS[stage]
  const isGoing = stage === 'queued' || stage === 'running'
  return (
    <li className={cn('flex items-start gap-2.5 px-4 py-2', isInFocus && 'bg-surface')} aria-current={isInFocus}>
      <Icon
        size={15}
        aria-hidden
        className={cn('mt-0.5 shrink-0', color, stage === 'running' && 'animate-spin [animation-duration:1.6s]')}
      />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-sm break-words">{job.title}</p>
        <p className="text-xs text-ink-3 tabular-nums">
          <Where request={request} stage={stage} />
        </p>
      </div>
      <span className="flex shrink-0 items-center">
        {stage === 'ready' && !isInFocus && <Button onClick={onChoose}>Review</Button>}
        {isGoing && (
          <Action
            label="Cancel"
            onClick={() => void actions.cancel(request)}
            icon={<Square size={11} fill="currentColor" />}
          />
        )}
        {!isGoing && (
          <>
            <Action label="Say it in other words" onClick={onEdit} icon={<PenLine size={13} />} />
            <Action label="Ask again" onClick={() => void actions.retry(request)} icon={<RotateCw size={13} />} />
          </>
        )}
      </span>
    </li>
  )
}

function Where({ request: { job, proposal }, stage }: { request: DrawingRequest; stage: Stage }) {
  const now = useNow(30_000)
  if (stage === 'running') return job.cancel_requested_at === null ? (job.progress_label ?? 'Drawing') : 'Stopping …'
  if (stage === 'failed' && job.error !== null) return explainJobError(job.error).title
  const at = proposal?.decided_at ?? job.finished_at ?? job.created_at
  return `${STAGE_WORDS[stage]} · ${formatAgo(at, now)}`
}

function Action({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tip label={label} side="top">
      <Button look="ghost" size="icon" aria-label={label} onClick={onClick}>
        {icon}
      </Button>
    </Tip>
  )
}
