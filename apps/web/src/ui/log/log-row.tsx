import { memo } from 'react'
import { cn } from '../../lib/cn.ts'
import type { LogRow } from '../../lib/log/log-buffer.ts'
import { DisplayBlock } from './display-block.tsx'

const STREAM_LOOK = {
  stdout: 'text-ink',
  stderr: 'text-failed',
  system: 'text-ink-3 italic',
  display: 'text-ink',
} as const

/** One row of a log. Rows are never changed in place, so one that was drawn is not drawn again. */
export const LogRowView = memo(function LogRowView({ row, wrap }: { row: LogRow; wrap: boolean }) {
  if (row.type === 'display') return <DisplayBlock display={row.display} />
  return (
    <div
      data-stream={row.stream}
      className={cn(
        'min-h-5 px-4',
        wrap ? 'break-words whitespace-pre-wrap [overflow-wrap:anywhere]' : 'whitespace-pre',
        STREAM_LOOK[row.stream],
      )}
    >
      {row.segments === null
        ? row.text
        : row.segments.map(({ text, className, color, background }, index) => (
            <span key={index} className={className} style={{ color, background }}>
              {text}
            </span>
          ))}
    </div>
  )
})
