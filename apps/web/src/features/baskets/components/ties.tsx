import { Link2 } from 'lucide-react'
import { formatNumber } from '../../../lib/format.ts'
import type { AboutChange } from '../review-state.ts'

/** Which other changes go along with one. */
export function Ties({ about: { needs, neededBy } }: { about: AboutChange }) {
  if (needs === 0 && neededBy === 0) return null
  const words = [
    ...(needs > 0 ? [`goes only with ${formatNumber(needs, 'other change')}`] : []),
    ...(neededBy > 0 ? [`${formatNumber(neededBy, 'change')} need${neededBy === 1 ? 's' : ''} it`] : []),
  ].join(', and ')
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-3">
      <Link2 size={12} aria-hidden className="shrink-0" />
      {words.charAt(0).toUpperCase() + words.slice(1)}
    </p>
  )
}
