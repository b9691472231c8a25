import { SignalHigh, SignalLow, SignalMedium, type LucideIcon } from 'lucide-react'
import { sureness } from '../review-state.ts'

const ICONS: Record<ReturnType<typeof sureness>, LucideIcon> = {
  high: SignalHigh,
  medium: SignalMedium,
  low: SignalLow,
}

/** How sure something is, as bars and a number. `of` says what. */
export function Sureness({ confidence, of }: { confidence: number; of: string }) {
  const Icon = ICONS[sureness(confidence)]
  return (
    <span
      className="inline-flex shrink-0 items-center gap-0.5 text-xs text-ink-3 tabular-nums"
      title={`${of}: how sure the manager is`}
    >
      <Icon size={16} aria-hidden className="-mt-1 text-ink-2" />
      {Math.round(confidence * 100)} % sure
    </span>
  )
}
