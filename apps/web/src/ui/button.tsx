import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '../lib/cn.ts'

/** The look of a button, for links that look like one too. */
export const buttonLook = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-50',
  {
    variants: {
      look: {
        primary: 'bg-inverse text-on-inverse hover:bg-inverse-hover',
        secondary: 'border border-line-strong bg-raised text-ink hover:bg-hover',
        ghost: 'text-ink-2 hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink',
        danger: 'border border-line-strong bg-raised text-failed hover:bg-failed-soft',
      },
      size: { sm: 'h-7 px-2.5 text-xs', md: 'h-8 px-3 text-sm', icon: 'size-7 text-sm', iconMd: 'size-8 text-sm' },
    },
    defaultVariants: { look: 'secondary', size: 'sm' },
  },
)

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonLook>

/** A button. Primary is neutral on purpose: colour is kept for the state of work. */
export function Button({ look, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={cn(buttonLook({ look, size }), className)} {...rest} />
}
