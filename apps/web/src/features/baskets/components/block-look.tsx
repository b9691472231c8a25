import type { BlockState, BlockType, ChangeOp } from '@outlast/contract'
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Gavel,
  Lightbulb,
  Lock,
  Merge,
  Pencil,
  Pin,
  Plus,
  Replace,
  SquareCheck,
  StickyNote,
  Target,
  Trash2,
  type LucideIcon,
} from 'lucide-react'
import { cn } from '../../../lib/cn.ts'
import { OP_WORDS, STATE_WORDS, TYPE_WORDS } from '../words.ts'

const TYPE_ICONS: Record<BlockType, LucideIcon> = {
  fact: Pin,
  goal: Target,
  question: CircleHelp,
  task: SquareCheck,
  insight: Lightbulb,
  decision: Gavel,
  note: StickyNote,
}

const STATE_LOOKS: Record<BlockState, { icon: LucideIcon; color: string }> = {
  proposed: { icon: CircleDashed, color: 'text-ink-2' },
  accepted: { icon: CircleCheck, color: 'text-done' },
  locked: { icon: Lock, color: 'text-ink' },
  superseded: { icon: Replace, color: 'text-ink-3' },
}

const OP_LOOKS: Record<ChangeOp, { icon: LucideIcon; color: string }> = {
  CREATE: { icon: Plus, color: 'text-done' },
  UPDATE: { icon: Pencil, color: 'text-ink-2' },
  DELETE: { icon: Trash2, color: 'text-failed' },
  MERGE: { icon: Merge, color: 'text-ink-2' },
}

/** What a block is about, as an icon. Beside it there must be the word, or `label` says it to those who don't see it. */
export function TypeIcon({ type, label = false, className }: { type: BlockType; label?: boolean; className?: string }) {
  const Icon = TYPE_ICONS[type]
  const name = label ? { role: 'img', 'aria-label': TYPE_WORDS[type].one } : { 'aria-hidden': true }
  return <Icon size={15} className={cn('shrink-0 text-ink-3', className)} {...name} />
}

export function StateIcon({ state, size = 14 }: { state: BlockState; size?: number }) {
  const { icon: Icon, color } = STATE_LOOKS[state]
  return <Icon size={size} aria-hidden className={cn('shrink-0', color)} />
}

/** How a block stands, as an icon and its word. */
export function StateWord({ state, className }: { state: BlockState; className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 text-xs text-ink-2', className)}>
      <StateIcon state={state} size={13} />
      {STATE_WORDS[state]}
    </span>
  )
}

/** What a change does to which type of block, as icons and words: `Changes a fact`. */
export function OpWord({ op, type }: { op: ChangeOp; type: BlockType }) {
  const { icon: Icon, color } = OP_LOOKS[op]
  return (
    <span className="inline-flex items-center gap-1.5 text-xs font-medium">
      <Icon size={14} aria-hidden className={cn('shrink-0', color)} />
      {OP_WORDS[op]}
      <span className="inline-flex items-center gap-1 font-normal text-ink-2">
        <TypeIcon type={type} className="size-3.5" />
        {TYPE_WORDS[type].one.toLowerCase()}
      </span>
    </span>
  )
}
