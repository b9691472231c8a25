'use client'

import type { Thread } from '@outlast/contract'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import type { ThreadActions } from '../use-thread-actions.ts'
import { titleOf } from '../words.ts'

interface DeleteThreadDialogProps {
  /** Null while nobody wants to delete any. */
  thread: Thread | null
  actions: ThreadActions
  onClose: () => void
}

/** Asks before a thread goes for good. */
export function DeleteThreadDialog({ thread, actions, onClose }: DeleteThreadDialogProps) {
  return (
    <ConfirmDialog
      open={thread !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Delete “${titleOf(thread)}”?`}
      detail="The thread goes for good, with its messages and the files that are attached to it."
      action="Delete"
      onConfirm={() => thread !== null && actions.remove(thread.thread_id)}
    />
  )
}
