'use client'

import { FileText, RotateCw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { explainProblem, isFinal } from '../lib/api-problem.ts'
import { cn } from '../lib/cn.ts'
import type { FileStage } from '../lib/composed.ts'
import { formatBytes } from '../lib/format.ts'
import { Button } from './button.tsx'
import { Meter } from './meter.tsx'

interface FileChipProps {
  name: string
  sizeBytes: number
  at: FileStage
  /** What it is once it is there, e.g. "Attached". */
  thereWord: string
  onRetry: () => void
  onRemove: () => void
}

/** A document that goes along with what is written, and how far it is. */
export function FileChip({ name, sizeBytes, at, thereWord, onRetry, onRemove }: FileChipProps) {
  const isRefused = at.stage === 'refused'
  const percent = at.stage === 'sending' && sizeBytes > 0 ? Math.floor((at.sentBytes / sizeBytes) * 100) : 0
  return (
    <li
      className={cn(
        'relative flex w-60 max-w-full items-center gap-2 overflow-hidden rounded-md border border-line bg-surface py-1 pr-1 pl-2.5',
        isRefused && 'w-full border-failed/30',
      )}
    >
      <FileText size={15} aria-hidden className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-xs font-medium" title={name}>
          {name}
        </p>
        <p
          role={isRefused ? 'alert' : undefined}
          className={isRefused ? 'text-2xs break-words text-failed' : 'truncate text-2xs text-ink-3'}
        >
          {describe({ sizeBytes, at, thereWord }, percent)}
        </p>
      </div>
      {isRefused && !isFinal(at.problem) && (
        <Tool label={`Try ${name} again`} icon={<RotateCw size={13} aria-hidden />} onClick={onRetry} />
      )}
      <Tool label={`Remove ${name}`} icon={<X size={13} aria-hidden />} onClick={onRemove} />
      {at.stage === 'sending' && (
        <Meter
          label={`Upload of ${name}`}
          percent={percent}
          className="absolute inset-x-0 bottom-0 h-0.5 rounded-none bg-transparent"
        />
      )}
    </li>
  )
}

function Tool({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Button look="ghost" size="icon" className="size-6" aria-label={label} onClick={onClick}>
      {icon}
    </Button>
  )
}

type Described = Pick<FileChipProps, 'sizeBytes' | 'at' | 'thereWord'>

function describe({ sizeBytes, at, thereWord }: Described, percent: number): string {
  switch (at.stage) {
    case 'waiting':
      return 'Waiting for its turn'
    case 'sending':
      return percent < 100 ? `${percent} % of ${formatBytes(sizeBytes)}` : 'Being stored …'
    case 'refused':
      return explainProblem(at.problem)
    case 'there':
      return `${thereWord} · ${formatBytes(sizeBytes)}`
  }
}
