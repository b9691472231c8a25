'use client'

import { DropdownMenu } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '../lib/cn.ts'

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover'

/** A menu that drops down from its trigger. */
export function Menu({
  trigger,
  children,
  align = 'end',
  onCloseAutoFocus,
}: {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  /** Prevent it where a choice moves the focus elsewhere; otherwise the trigger has it again. */
  onCloseAutoFocus?: (event: Event) => void
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className="z-50 max-w-80 min-w-44 rounded-lg border border-line bg-raised p-1 shadow-overlay"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item className={cn(ITEM, className)} {...rest} />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-2 pb-1 text-xs text-ink-3">{children}</DropdownMenu.Label>
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}

export function MenuChoice<T extends string>(props: {
  value: T
  choices: readonly { value: T; label: string; icon: ReactNode }[]
  onChange: (value: string) => void
}) {
  return (
    <DropdownMenu.RadioGroup value={props.value} onValueChange={props.onChange}>
      {props.choices.map(({ value, label, icon }) => (
        <DropdownMenu.RadioItem key={value} value={value} className={cn(ITEM, 'data-[state=checked]:bg-selected')}>
          {icon}
          {label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
