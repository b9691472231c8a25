'use client'

import { DropdownMenu } from 'radix-ui'
import { createContext, use, useCallback, useRef, type ComponentProps, type ReactNode } from 'react'
import { cn } from '../lib/cn.ts'

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover'

/** Says what is to be done once the menu is gone, instead of giving the focus back to its trigger. */
const AfterClose = createContext<(next: (() => void) | null) => void>(() => undefined)

/** A menu that drops down from its trigger. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
}) {
  const afterClose = useRef<(() => void) | null>(null)
  const setAfterClose = useCallback((next: (() => void) | null) => void (afterClose.current = next), [])
  const onClosed = (event: Event) => {
    const next = afterClose.current
    afterClose.current = null
    if (next === null) return
    event.preventDefault()
    next()
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
          className="z-50 max-w-80 min-w-44 rounded-lg border border-line bg-raised p-1 shadow-overlay"
        >
          <AfterClose value={setAfterClose}>{children}</AfterClose>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps extends ComponentProps<typeof DropdownMenu.Item> {
  /** For a choice that moves the focus, e.g. to a field that it opens: called when the menu is gone, and nothing takes the focus back. */
  onTakeFocus?: () => void
}

export function MenuItem({ className, onTakeFocus, onSelect, ...rest }: MenuItemProps) {
  const setAfterClose = use(AfterClose)
  const select = (event: Event) => {
    onSelect?.(event)
    setAfterClose(onTakeFocus ?? null)
  }
  return <DropdownMenu.Item className={cn(ITEM, className)} onSelect={select} {...rest} />
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
