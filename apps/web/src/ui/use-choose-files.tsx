'use client'

import { useRef, type ReactNode } from 'react'

interface ChooseFiles {
  /** What they are chosen for, for those who do not see it. */
  label: string
  /** Types and endings, as the attribute of an `input` takes them. */
  accept: string
  /** Whether more than one may be chosen at a time. */
  multiple?: boolean
  onFiles: (files: File[]) => void
}

/** Lets a person choose files in the browser's own dialog: `choose` opens it, and `input` has to be on the page for that. */
export function useChooseFiles({ label, accept, multiple = false, onFiles }: ChooseFiles): {
  choose: () => void
  input: ReactNode
} {
  const ref = useRef<HTMLInputElement>(null)
  const choose = () => ref.current?.click()
  const input = (
    <input
      ref={ref}
      type="file"
      multiple={multiple}
      hidden
      accept={accept}
      aria-label={label}
      onChange={({ target }) => {
        const files = [...(target.files ?? [])]
        target.value = '' // so that the same file may be chosen again
        if (files.length > 0) onFiles(files)
      }}
    />
  )
  return { choose, input }
}
