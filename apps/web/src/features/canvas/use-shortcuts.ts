'use client'

import { useEffect, useEffectEvent } from 'react'
import type { Editor } from './use-editor.ts'

/** "/" goes to the instructions, ⌘S saves, ⌘O imports; where one types, "/" is a letter. Before Excalidraw sees the key. */
export function useShortcuts({ describe, save, importing }: Editor): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!actOn(event, { describe, save, open: () => importing.setOpen(true) })) return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
}

type Actions = Record<'describe' | 'save' | 'open', () => void>

function actOn(event: KeyboardEvent, actions: Actions): boolean {
  const hasMod = event.metaKey || event.ctrlKey
  const key = event.key.toLowerCase()
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')
  if (hasMod && key === 's') actions.save()
  else if (hasMod && key === 'o') actions.open()
  else if (key === '/' && !hasMod && !event.altKey && !isTyping) actions.describe()
  else return false
  return true
}
