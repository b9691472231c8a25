'use client'

import { BlockType, MAX_BLOCK_BODY_CHARS, MAX_BLOCK_TITLE_CHARS } from '@outlast/contract'
import type { KeyboardEvent, ReactNode } from 'react'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd, Select, TextArea, TextInput } from '../../../ui/field.tsx'
import type { Written } from '../edit-state.ts'
import { TYPE_WORDS } from '../words.ts'

interface BlockFormProps {
  /** What is edited, for those who do not see it. */
  label: string
  /** Whether one writes in it at once; as a rule one does. */
  takesFocus?: boolean
  written: Written
  onWrite: (change: Partial<Written>) => void
  onSave: () => void
  onCancel: () => void
  isSaving: boolean
  /** Why it cannot be saved like this; null where it can. */
  why: string | null
  saveWord: string
  /** What else there is to say or to choose, above the buttons. */
  children?: ReactNode
}

/** Writes what a block says: ⌘↵ saves, Escape leaves. */
export function BlockForm(props: BlockFormProps) {
  const { label, takesFocus = true, written, onWrite, onSave, onCancel, isSaving, why } = props
  const save = () => {
    if (why === null && !isSaving) onSave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
    else return event.stopPropagation() // keys of the list around it are letters here
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      aria-label={label}
      onSubmit={(event) => (event.preventDefault(), save())}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-2"
    >
      <div className="flex gap-2">
        <TypeChoice written={written} onWrite={onWrite} />
        <TextInput
          autoFocus={takesFocus}
          aria-label="Title"
          value={written.title}
          maxLength={MAX_BLOCK_TITLE_CHARS}
          placeholder="What it says, in a line"
          onChange={({ target }) => onWrite({ title: target.value })}
          className="min-w-0 flex-1 font-medium"
        />
      </div>
      <TextArea
        aria-label="Text"
        value={written.body}
        maxLength={MAX_BLOCK_BODY_CHARS}
        placeholder="More of it, if there is more to say"
        onChange={({ target }) => onWrite({ body: target.value })}
        className="scroll-thin field-sizing-content max-h-[50dvh] min-h-16 font-sans text-sm"
      />
      {props.children}
      <Foot {...props} />
    </form>
  )
}

function TypeChoice({ written, onWrite }: Pick<BlockFormProps, 'written' | 'onWrite'>) {
  return (
    <Select
      aria-label="Type"
      value={written.type}
      className="h-8"
      onChange={({ target }) => onWrite({ type: BlockType.parse(target.value) })}
    >
      {BlockType.options.map((type) => (
        <option key={type} value={type}>
          {TYPE_WORDS[type].one}
        </option>
      ))}
    </Select>
  )
}

function Foot({ onCancel, isSaving, why, saveWord }: BlockFormProps) {
  const modKey = useModKey()
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-0 flex-1 basis-40 text-xs text-ink-3">
        {why ?? (
          <span className="hidden sm:inline" aria-hidden>
            <Kbd>{modKey}</Kbd> <Kbd>↵</Kbd> {saveWord.toLowerCase()} · <Kbd>Esc</Kbd> cancel
          </span>
        )}
      </p>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" look="primary" disabled={why !== null || isSaving}>
        {isSaving ? 'Saving …' : saveWord}
      </Button>
    </div>
  )
}
