'use client'

import type { Collection } from '@outlast/contract'
import { Eraser, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { formatNumber } from '../../../lib/format.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { useClearCollection, useRemoveCollection } from '../api.ts'

/** Takes everything out of a collection, or the collection away; both ask first and say what goes. */
export function EmptyingButtons({ collection: { name, items, files } }: { collection: Collection }) {
  const { go } = useLibraryAddress()
  const clearing = useClearCollection()
  const removal = useRemoveCollection(() => go({ view: 'collection', collection: null }, 'replace'))
  const [asking, setAsking] = useState<'clear' | 'delete' | null>(null)
  const isBusy = clearing.isPending || removal.isPending
  const error = clearing.error ?? removal.error
  const what = `${formatNumber(items, 'item')} with their vectors, and ${formatNumber(files, 'file')}`
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="danger" disabled={isBusy || (items === 0 && files === 0)} onClick={() => setAsking('clear')}>
        <Eraser size={13} aria-hidden />
        {clearing.isPending ? 'Clearing …' : 'Clear'}
      </Button>
      <Button look="danger" disabled={isBusy} onClick={() => setAsking('delete')}>
        <Trash2 size={13} aria-hidden />
        {removal.isPending ? 'Deleting …' : 'Delete'}
      </Button>
      {error !== null && (
        <span role="alert" className="text-xs text-failed">
          {toApiProblem(error).message}
        </span>
      )}
      <ConfirmDialog
        open={asking === 'clear'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Clear “${name}”?`}
        detail={`${what} go for good. The collection stays, empty; work on it is stopped.`}
        action="Clear"
        onConfirm={() => clearing.mutate(name)}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Delete “${name}”?`}
        detail={`The collection goes for good, and with it ${what}. Work on it is stopped.`}
        action="Delete"
        onConfirm={() => removal.mutate(name)}
      />
    </div>
  )
}
