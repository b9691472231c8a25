'use client'

import { GitPullRequestArrow } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import { Tip } from '../../../ui/tip.tsx'
import type { Waiting } from '../waiting-changes.ts'

/** Says that something is proposed for a block, and leads there. */
export function WaitingChanges({ waiting, onShow }: { waiting: Waiting; onShow: (changeId: string) => void }) {
  const words = `${formatNumber(waiting.count, 'change')} to review`
  return (
    <Tip label={words} side="top">
      <button
        type="button"
        aria-label={words}
        onClick={() => onShow(waiting.changeId)}
        className="inline-flex h-6 items-center gap-1 rounded-sm text-xs text-ink-2 tabular-nums hover:text-ink"
      >
        <GitPullRequestArrow size={13} aria-hidden />
        <span aria-hidden>{waiting.count}</span>
      </button>
    </Tip>
  )
}
