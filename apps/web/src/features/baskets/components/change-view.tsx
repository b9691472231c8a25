import type { Change } from '@outlast/contract'
import { FieldDiffs } from './field-diffs.tsx'
import { OpWord } from './block-look.tsx'

/** A change as it is read: what it does to which block, and how its words change. */
export function ChangeView({ change }: { change: Change }) {
  const { op, before, after } = change
  const content = after ?? before
  if (content === null) return null
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <OpWord op={op} type={content.type} />
      <ChangeText change={change} />
    </div>
  )
}

/** What a change would make of its block: the words of a new one, those of one that goes, or those that change. */
export function ChangeText({ change: { op, before, after, diff } }: { change: Change }) {
  const content = after ?? before
  if (content === null) return null
  // Of a block that comes or goes every word is new or gone: marks would only make it harder to read.
  if (op === 'CREATE' || before === null) return <FieldDiffs content={content} diff={[]} />
  if (after === null) return <FieldDiffs content={before} diff={[]} isGone />
  return <FieldDiffs content={after} diff={diff} />
}
