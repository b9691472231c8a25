import { cn } from '../lib/cn.ts'

/** How far something is that is going on, in percent. */
export function Meter({ label, percent, className }: { label: string; percent: number; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn('h-1 w-full overflow-hidden rounded-full bg-selected', className)}
    >
      <div className="h-full rounded-full bg-ember transition-[width]" style={{ width: `${percent}%` }} />
    </div>
  )
}
