import type { BlockContent, FieldDiff } from '@outlast/contract'
import { ArrowRight } from 'lucide-react'
import { cn } from '../../../lib/cn.ts'
import { DiffText } from '../../../ui/diff-text.tsx'
import { STATE_WORDS, TYPE_WORDS } from '../words.ts'

interface FieldDiffsProps {
  /** What the block says, of which some fields may have a diff. */
  content: BlockContent
  diff: readonly FieldDiff[]
  /** What goes as a whole. */
  isGone?: boolean
}

/** What a block says, with what of it changes word by word. */
export function FieldDiffs({ content, diff, isGone = false }: FieldDiffsProps) {
  const diffOf = (name: FieldDiff['field']) => diff.find(({ field }) => field === name)?.parts
  const [title, body] = [diffOf('title'), diffOf('body')]
  const gone = isGone ? 'line-through decoration-failed' : ''
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <Turns diff={diff} />
      <p className={cn('font-medium break-words', gone)}>
        {title === undefined ? content.title : <DiffText parts={title} />}
      </p>
      {(body !== undefined || content.body !== '') && (
        <p className={cn('break-words whitespace-pre-wrap text-ink-2', gone)}>
          {body === undefined ? <Stayed text={content.body} /> : <DiffText parts={body} />}
        </p>
      )}
    </div>
  )
}

/** A text that stays is not what one looks at: some lines of it say which block it is. */
function Stayed({ text }: { text: string }) {
  return <span className="line-clamp-4">{text}</span>
}

/** A type or a state that turns into another one. */
function Turns({ diff }: { diff: readonly FieldDiff[] }) {
  const turns = diff.filter(({ field }) => field === 'type' || field === 'state')
  return turns.map(({ field, parts }) => {
    const [from, to] = [wordOf(parts, 'delete'), wordOf(parts, 'insert')]
    if (from === '' || to === '') return null // of a block that comes or goes all is new or gone
    return (
      <p key={field} className="flex items-center gap-1.5 text-xs text-ink-3">
        <span className="line-through">{from}</span>
        <ArrowRight size={12} role="img" aria-label="becomes" />
        <span className="font-medium text-ink-2">{to}</span>
      </p>
    )
  })
}

const WORDS: Record<string, string> = {
  ...STATE_WORDS,
  ...Object.fromEntries(Object.entries(TYPE_WORDS).map(([type, { one }]) => [type, one])),
}

function wordOf(parts: FieldDiff['parts'], op: 'insert' | 'delete'): string {
  const text = parts.find((part) => part.op === op)?.text ?? ''
  return WORDS[text] ?? text
}
