'use client'

import type { Language } from '@outlast/contract'
import { useTheme } from 'next-themes'
import { useEffect, useEffectEvent, useRef } from 'react'
import { setUpMonaco } from '../monaco/setup.ts'
import { MONACO_THEMES } from '../monaco/themes.ts'

export interface CodeEditorProps {
  /** Another document is another undo history. */
  documentId: string
  language: Language
  code: string
  onChange: (code: string) => void
  /** Whether this document takes the focus when it is opened. */
  takesFocus: boolean
}

const EXTENSIONS: Record<Language, string> = { python: 'py', typescript: 'ts', javascript: 'js' }

/** Monaco, as a controlled field. Loaded only where it is used: it is larger than the rest of the app. */
export default function CodeEditor({ documentId, language, code, onChange, takesFocus }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const { resolvedTheme } = useTheme()

  useEffect(() => {
    if (box.current === null) return
    const created = createEditor(box.current)
    editor.current = created
    return () => {
      created.dispose()
      editor.current = null
    }
  }, [])

  // A model per document and language: the TypeScript worker goes by the file's extension.
  const openModel = useEffectEvent((uri: string) => {
    const { editor: models, Uri } = setUpMonaco()
    return models.getModel(Uri.parse(uri)) ?? models.createModel(code, language, Uri.parse(uri))
  })
  const onContent = useEffectEvent((text: string) => {
    if (text !== code) onChange(text)
  })
  const onOpened = useEffectEvent(() => {
    if (takesFocus) editor.current?.focus()
  })
  useEffect(() => {
    const model = openModel(`file:///${documentId}.${EXTENSIONS[language]}`)
    const listening = model.onDidChangeContent(() => onContent(model.getValue()))
    editor.current?.setModel(model)
    onOpened()
    return () => {
      listening.dispose()
      model.dispose()
    }
  }, [documentId, language])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== code) {
      // As an edit, so that it can be undone.
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: code }], () => null)
    }
  }, [code])

  useEffect(() => {
    setUpMonaco().editor.setTheme(MONACO_THEMES[resolvedTheme === 'dark' ? 'dark' : 'light'])
  }, [resolvedTheme])

  return <div ref={box} className="h-full w-full" />
}

type Editor = ReturnType<ReturnType<typeof setUpMonaco>['editor']['create']>

function createEditor(box: HTMLElement): Editor {
  const mono = getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono')
  return setUpMonaco().editor.create(box, {
    model: null,
    automaticLayout: true,
    ariaLabel: 'Code',
    fontFamily: `${mono}, ui-monospace, monospace`,
    fontSize: 13,
    lineHeight: 20,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderFinalNewline: 'on',
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 4,
    overviewRulerLanes: 0,
    renderLineHighlight: 'line',
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    stickyScroll: { enabled: false },
    tabSize: 4,
    detectIndentation: true,
    fixedOverflowWidgets: true,
    quickSuggestions: { other: true, comments: false, strings: false },
    wordBasedSuggestions: 'currentDocument',
    unicodeHighlight: { ambiguousCharacters: false },
  })
}
