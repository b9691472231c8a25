import { fieldDiffs } from '@outlast/basket'
import type { BlockContent } from '@outlast/contract'
import { Trash2 } from 'lucide-react'
import { FieldDiffs } from './field-diffs.tsx'

interface Side {
  title: string
  /** Null: deleted. */
  content: BlockContent | null
}

interface SidesProps {
  /** What both sides began from; null where the block was not there. */
  base: BlockContent | null
  left: Side
  right: Side
}

/** Two sides of a block, each with what it changed. */
export function Sides({ base, left, right }: SidesProps) {
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      {[left, right].map((side) => (
        <section
          key={side.title}
          aria-label={side.title}
          className="min-w-0 rounded-md border border-line bg-raised p-2.5"
        >
          <h4 className="mb-1 text-xs font-medium text-ink-3">{side.title}</h4>
          <SideText base={base} content={side.content} />
        </section>
      ))}
    </div>
  )
}

function SideText({ base, content }: { base: BlockContent | null; content: BlockContent | null }) {
  if (content === null) {
    return (
      <p className="flex items-center gap-1.5 text-sm text-ink-2">
        <Trash2 size={14} aria-hidden />
        Deleted
      </p>
    )
  }
  return <FieldDiffs content={content} diff={base === null ? [] : fieldDiffs(base, content)} />
}
