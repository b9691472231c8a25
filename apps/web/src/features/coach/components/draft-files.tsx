'use client'

import { FileText, RotateCw, X } from 'lucide-react'
import { formatBytes } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import { Meter } from '../../../ui/meter.tsx'
import { cn } from '../../../lib/cn.ts'
import { explainProblem, isFinal } from '../../../lib/api-problem.ts'
import type { DraftFile } from '../drafts-state.ts'
import type { Attaching } from '../use-attach.ts'

/** The documents that will go along, and how far they are. */
export function DraftFiles({ files, attaching }: { files: readonly DraftFile[]; attaching: Attaching }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Documents to send" className="flex flex-wrap items-start gap-2 px-3 pt-3">
      {files.map((file) => (
        <FileChip key={file.localId} file={file} attaching={attaching} />
      ))}
    </ul>
  )
}

interface FileChipProps {
  file: DraftFile
  attaching: Attaching
}

function FileChip({ file, attaching }: FileChipProps) {
  const { name, sizeBytes, stage } = file
  const isRefused = stage.stage === 'refused'
  const percent = stage.stage === 'sending' && sizeBytes > 0 ? Math.floor((stage.sentBytes / sizeBytes) * 100) : 0
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
          {describe(file, percent)}
        </p>
      </div>
      <Tools file={file} attaching={attaching} />
      {stage.stage === 'sending' && (
        <Meter
          label={`Upload of ${name}`}
          percent={percent}
          className="absolute inset-x-0 bottom-0 h-0.5 rounded-none bg-transparent"
        />
      )}
    </li>
  )
}

function Tools({ file: { localId, name, stage }, attaching }: FileChipProps) {
  return (
    <>
      {stage.stage === 'refused' && !isFinal(stage.problem) && (
        <Button
          look="ghost"
          size="icon"
          className="size-6"
          aria-label={`Try ${name} again`}
          onClick={() => attaching.retry(localId)}
        >
          <RotateCw size={13} aria-hidden />
        </Button>
      )}
      <Button
        look="ghost"
        size="icon"
        className="size-6"
        aria-label={`Remove ${name}`}
        onClick={() => attaching.remove(localId)}
      >
        <X size={13} aria-hidden />
      </Button>
    </>
  )
}

function describe({ sizeBytes, stage }: DraftFile, percent: number): string {
  switch (stage.stage) {
    case 'waiting':
      return 'Waiting for its turn'
    case 'sending':
      return percent < 100 ? `${percent} % of ${formatBytes(sizeBytes)}` : 'Being stored …'
    case 'refused':
      return explainProblem(stage.problem)
    case 'attached':
      return `Attached · ${formatBytes(sizeBytes)}`
  }
}
