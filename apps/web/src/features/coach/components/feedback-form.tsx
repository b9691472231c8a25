'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'

interface FeedbackFormProps {
  /** Whether it was asked for; where it is only offered, the focus stays where it is. */
  takesFocus: boolean
  comment: string
  onSave: (comment: string) => void
  onClose: () => void
}

/** Words to a thumb, for who has some. */
export function FeedbackForm({ takesFocus, comment, onSave, onClose }: FeedbackFormProps) {
  const [text, setText] = useState(comment)
  return (
    <form
      aria-label="Feedback"
      className="mt-2 flex max-w-lg items-center gap-2"
      onSubmit={(event) => (event.preventDefault(), onSave(text.trim()))}
    >
      <TextInput
        autoFocus={takesFocus}
        aria-label="What was good or bad about it"
        placeholder="What was good or bad about it? (optional)"
        maxLength={2_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onClose()
        }}
      />
      <Button size="md" type="submit" disabled={text.trim() === comment}>
        {comment === '' ? 'Send' : 'Save'}
      </Button>
      <Button
        look="ghost"
        size="iconMd"
        aria-label={comment === '' ? 'No words' : 'Leave it as it is'}
        onClick={onClose}
      >
        <X size={15} aria-hidden />
      </Button>
    </form>
  )
}
