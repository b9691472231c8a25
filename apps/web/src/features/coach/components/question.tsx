'use client'

import type { Message } from '@outlast/contract'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'
import type { Talk } from '../use-conversation.ts'
import { AttachedFiles } from './attached-files.tsx'
import { CopyTool } from './copy-tool.tsx'
import { QuestionEditor } from './question-editor.tsx'
import { VariantFlip } from './variant-flip.tsx'

interface QuestionProps {
  message: Message
  talk: Talk
  isBusy: boolean
}

/** What a person said, at the right. As plain text: nobody writes Markdown by accident. */
export function Question({ message, talk, isBusy }: QuestionProps) {
  const [editing, setEditing] = useState(false)
  const { text, attachments } = message
  if (editing) return <QuestionEditor message={message} talk={talk} onDone={() => setEditing(false)} />
  return (
    <article aria-label="You" className="group flex flex-col items-end gap-1">
      <AttachedFiles files={attachments} />
      {text !== '' && (
        <p
          dir="auto"
          className="max-w-[85%] rounded-lg bg-hover px-4 py-2.5 text-[15px] leading-[23px] break-words whitespace-pre-wrap"
        >
          {text}
        </p>
      )}
      <div className="flex h-7 items-center opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <CopyTool label="Copy question" text={text} />
        <Tip label="Edit">
          <Button
            look="ghost"
            size="icon"
            aria-label="Edit question"
            disabled={isBusy}
            onClick={() => {
              talk.scroll.letGo()
              setEditing(true)
            }}
          >
            <Pencil size={14} aria-hidden />
          </Button>
        </Tip>
        <VariantFlip message={message} onFlip={talk.flip} isDisabled={isBusy} />
      </div>
    </article>
  )
}
