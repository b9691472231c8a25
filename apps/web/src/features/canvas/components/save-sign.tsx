'use client'

import { Check, CircleDashed, CloudOff, LoaderCircle, RotateCw, Trash2 } from 'lucide-react'
import { explainProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { SyncState } from '../sync.ts'
import { SAVE_WORDS } from '../words.ts'

const ICONS = { saved: Check, unsaved: CircleDashed, saving: LoaderCircle, failed: CloudOff, gone: Trash2 }

/** Whether the drawing is safe, and a way on where it is not. */
export function SaveSign({ state: { save, version }, onRetry }: { state: SyncState; onRetry: () => void }) {
  const Icon = ICONS[save.state]
  const isWrong = save.state === 'failed' || save.state === 'gone'
  const isOffline = save.state === 'failed' && save.problem.code === 'unreachable'
  const word = isOffline ? 'Offline: not saved' : SAVE_WORDS[save.state]
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <Tip label={save.state === 'failed' ? explainProblem(save.problem) : word}>
        <span
          role="status"
          data-version={version}
          aria-label={`Drawing: ${word}`}
          className={cn('flex items-center gap-1.5 text-xs text-ink-3', isWrong && 'font-medium text-failed')}
        >
          <Icon size={14} aria-hidden className={cn(save.state === 'saving' && 'animate-spin')} />
          <span className={cn(!isWrong && 'max-md:hidden')}>{word}</span>
        </span>
      </Tip>
      {save.state === 'failed' && (
        <Button onClick={onRetry}>
          <RotateCw size={13} aria-hidden />
          Try again
        </Button>
      )}
    </span>
  )
}
