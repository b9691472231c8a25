'use client'

import { useState } from 'react'
import { TextInput } from './field.tsx'

interface TitleFieldProps {
  title: string
  /** What is renamed, for those who do not see it. */
  label: string
  /** With null it stays as it was. */
  onDone: (title: string | null) => void
}

/** A title that is changed in its place: Enter takes it, Escape leaves it as it was. */
export function TitleField({ title, label, onDone }: TitleFieldProps) {
  const [text, setText] = useState(title)
  const finish = () => onDone(text.trim() === '' || text.trim() === title ? null : text.trim())
  return (
    <TextInput
      autoFocus
      aria-label={label}
      value={text}
      maxLength={120}
      className="h-8 px-2"
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
