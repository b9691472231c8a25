'use client'

import { useLayoutEffect, type ComponentProps, type RefObject } from 'react'
import { cn } from '../lib/cn.ts'
import { filesOfClipboard } from '../lib/use-file-drop.ts'

interface ComposerTextProps extends Omit<ComponentProps<'textarea'>, 'ref' | 'onChange' | 'onPaste'> {
  input: RefObject<HTMLTextAreaElement | null>
  onWrite: (text: string) => void
  /** Files that were pasted; a text is pasted as everywhere. */
  onFiles: (files: File[]) => void
}

/** Where one writes what is about to be sent: as high as its text, up to the `max-h-…` of its class. */
export function ComposerText({ input, onWrite, onFiles, className, ...rest }: ComposerTextProps) {
  useGrowing(input)
  return (
    <textarea
      ref={input}
      dir="auto"
      onChange={({ target }) => onWrite(target.value)}
      onPaste={(event) => {
        const files = filesOfClipboard(event.clipboardData)
        if (files.length === 0) return
        event.preventDefault()
        onFiles(files)
      }}
      // Smaller letters would make a phone zoom in on the field.
      className={cn(
        'scroll-thin w-full resize-none bg-transparent pt-3 pb-1 text-[16px] placeholder:text-ink-3 focus:outline-none',
        className,
      )}
      {...rest}
    />
  )
}

/** A text this long fills the box anyway, and to measure it at each key would take longer than typing. */
const MEASURED_CHARS = 20_000

function useGrowing(input: RefObject<HTMLTextAreaElement | null>): void {
  // After every draw: it is drawn again when its text changes.
  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.style.setProperty('height', 'auto')
    const isLong = element.value.length > MEASURED_CHARS
    element.style.setProperty('height', isLong ? '100dvh' : `${element.scrollHeight}px`)
  })
}
