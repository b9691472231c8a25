'use client'

import { AlertDialog, Dialog } from 'radix-ui'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

const OVERLAY = 'fixed inset-0 z-40 bg-black/40'
const CONTENT =
  'fixed top-1/2 left-1/2 z-50 w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line bg-raised p-5 shadow-overlay focus:outline-none'

interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  detail: ReactNode
  action: string
  onConfirm: () => void
}

/** Asks before something that can't be undone. */
export function ConfirmDialog({ open, onOpenChange, title, detail, action, onConfirm }: ConfirmProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={OVERLAY} />
        <AlertDialog.Content className={CONTENT}>
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm text-ink-2">{detail}</AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button size="md">Keep</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button size="md" look="danger" onClick={onConfirm}>
                {action}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** A dialog with a title and a way out. */
export function InfoDialog(props: { title: string; trigger: ReactNode; children: ReactNode }) {
  return <TitledDialog {...props} />
}

interface FormDialogProps {
  title: string
  /** Left out where something else opens it, such as an item of a menu. */
  trigger?: ReactNode
  children: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** A dialog that its content closes once it has done its work. */
export function FormDialog(props: FormDialogProps) {
  return <TitledDialog {...props} />
}

type TitledDialogProps = Omit<FormDialogProps, 'open' | 'onOpenChange'> &
  Partial<Pick<FormDialogProps, 'open' | 'onOpenChange'>>

function TitledDialog({ title, trigger, children, ...state }: TitledDialogProps) {
  return (
    <Dialog.Root {...state}>
      {trigger !== undefined && <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
      <Dialog.Portal>
        <Dialog.Overlay className={OVERLAY} />
        <Dialog.Content className={CONTENT} aria-describedby={undefined}>
          <div className="flex items-center justify-between">
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close">
                <X size={16} aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
