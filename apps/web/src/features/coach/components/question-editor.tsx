'use client'

import { MAX_MESSAGE_CHARS, hasWords, type Message } from '@outlast/contract'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import type { Talk } from '../use-conversation.ts'
import { explainRefusal } from '../words.ts'

interface QuestionEditorProps {
  message: Message
  talk: Talk
  onDone: () => void
}

/** Asks a question in other words; what was said before stays, as a variant. */
export function QuestionEditor({ message, talk, onDone }: QuestionEditorProps) {
  const { text, setText, send, isSendable, problem } = useEdit(message, talk, onDone)
  return (
    <form
      aria-label="Edit question"
      className="flex flex-col gap-2 rounded-lg border border-line-strong bg-surface p-2"
      onSubmit={(event) => (event.preventDefault(), void send())}
    >
      <TextArea
        autoFocus
        aria-label="Question"
        value={text}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault() // it is not a wish to stop an answer
            onDone()
          }
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send()
        }}
        className="field-sizing-content max-h-[40dvh] font-sans text-[15px] leading-[23px]"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="min-w-0 flex-1 basis-48 text-xs text-ink-3" role={problem === null ? undefined : 'alert'}>
          {problem ?? 'The thread branches here; you can flip back to what was.'}
        </p>
        <Button onClick={onDone}>Cancel</Button>
        <Button look="primary" type="submit" disabled={!isSendable}>
          Send
        </Button>
      </div>
    </form>
  )
}

function useEdit(message: Message, talk: Talk, onDone: () => void) {
  const [text, setText] = useState(message.text)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isSendable = !sending && hasWords(text) && text.length <= MAX_MESSAGE_CHARS
  const send = async () => {
    if (!isSendable) return
    setSending(true)
    setProblem(null)
    try {
      await talk.edit(message, text)
      onDone()
    } catch (error) {
      setProblem(explainRefusal(toApiProblem(error)))
      setSending(false)
    }
  }
  return { text, setText, send, isSendable, problem }
}
