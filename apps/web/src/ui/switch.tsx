'use client'

import { Switch as RadixSwitch } from 'radix-ui'
import { useId, type ReactNode } from 'react'

interface SwitchProps {
  label: string
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-3">
      <label htmlFor={id} className="min-w-0 cursor-pointer text-xs">
        <span className="font-medium text-ink-2">{label}</span>
        {hint !== undefined && <span className="block text-ink-3">{hint}</span>}
      </label>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="mt-px h-5 w-8 shrink-0 rounded-full border border-line-strong bg-selected p-px transition-colors data-[state=checked]:border-inverse data-[state=checked]:bg-inverse"
      >
        <RadixSwitch.Thumb className="block size-4 rounded-full bg-ink-3 transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-inverse" />
      </RadixSwitch.Root>
    </div>
  )
}
