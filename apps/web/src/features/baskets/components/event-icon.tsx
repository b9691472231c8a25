import type { EventType } from '@outlast/contract'
import {
  Archive,
  ArchiveRestore,
  CheckCheck,
  CircleX,
  FileInput,
  GitCompareArrows,
  GitPullRequestArrow,
  Hourglass,
  Layers,
  Pencil,
  Plus,
  Sparkles,
  TextCursorInput,
  Trash2,
  Undo2,
  type LucideIcon,
} from 'lucide-react'

const ICONS: Record<EventType, LucideIcon> = {
  'basket.created': Layers,
  'basket.renamed': TextCursorInput,
  'basket.archived': Archive,
  'basket.restored': ArchiveRestore,
  'dump.added': FileInput,
  'analysis.started': Sparkles,
  'delta.proposed': GitPullRequestArrow,
  'delta.edited': Pencil,
  'delta.rebased': GitCompareArrows,
  'delta.applied': CheckCheck,
  'delta.partly_applied': CheckCheck,
  'delta.rejected': CircleX,
  'delta.expired': Hourglass,
  'delta.undone': Undo2,
  'block.created': Plus,
  'block.edited': Pencil,
  'block.deleted': Trash2,
}

/** What kind of thing happened. The sentence beside it says it, too. */
export function EventIcon({ type }: { type: EventType }) {
  const Icon = ICONS[type]
  return <Icon size={15} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
}
