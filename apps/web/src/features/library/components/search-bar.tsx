'use client'

import { SearchMode } from '@outlast/contract'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../../../lib/cn.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useModKey } from '../../../lib/platform.ts'
import { useCollectionNames } from '../../../lib/use-collections.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd, Select, TextInput } from '../../../ui/field.tsx'
import { useFilesToSearch } from '../api.ts'

const MODE_WORDS: Record<SearchMode, string> = { hybrid: 'Both', keyword: 'Words', vector: 'Meaning' }
/** Long enough not to ask for half a word, short enough to feel at once. */
const TYPING_MS = 250

/** The question and how to look for it. All of it lives in the address. */
export function SearchBar({ collection }: { collection: string }) {
  return (
    <div className="flex flex-col gap-2">
      <QueryBox collection={collection} />
      <div className="flex flex-wrap items-center gap-2">
        <CollectionChoice collection={collection} />
        <ModeChoice />
        <FileChoice collection={collection} />
      </div>
    </div>
  )
}

function QueryBox({ collection }: { collection: string }) {
  const { address } = useLibraryAddress()
  const { text, type, askNow, clear } = useQuestion()
  const box = useRef<HTMLInputElement>(null)
  const modKey = useModKey()
  useSearchKeys(box)
  return (
    <form role="search" className="relative" onSubmit={(event) => (event.preventDefault(), askNow())}>
      <Search size={16} aria-hidden className="pointer-events-none absolute top-3 left-3 text-ink-3" />
      <TextInput
        ref={box}
        type="search"
        autoFocus={address.file === null}
        maxLength={4000}
        aria-label={`Search in ${collection}`}
        placeholder={`Search in ${collection}`}
        value={text}
        onChange={({ target }) => type(target.value)}
        className="h-10 pr-11 pl-9 text-base [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <Button
          look="ghost"
          size="icon"
          aria-label="Clear the question"
          className="absolute top-1.5 right-1.5"
          onClick={() => (clear(), box.current?.focus())}
        >
          <X size={15} aria-hidden />
        </Button>
      )}
      {text === '' && (
        <span aria-hidden className="pointer-events-none absolute top-2.5 right-3 hidden gap-1 sm:flex">
          <Kbd>{modKey} K</Kbd> <Kbd>/</Kbd>
        </span>
      )}
    </form>
  )
}

/** What is in the box, and, once nobody has typed for a moment, in the address. */
function useQuestion() {
  const { address, go } = useLibraryAddress()
  const [text, setText] = useState(address.query)
  const [asked, setAsked] = useState(address.query)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Back and forward, and links, change the question, too.
  if (address.query !== asked) {
    setAsked(address.query)
    setText(address.query)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (query: string) => {
    clearTimeout(timer.current)
    setAsked(query)
    go({ query }, 'replace')
  }
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(next), TYPING_MS)
  }
  const clear = () => {
    setText('')
    ask('')
  }
  return { text, type, clear, askNow: () => ask(text) }
}

/** ⌘K from everywhere, and / where it would not be typed into something. */
function useSearchKeys(box: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isModK = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k'
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null
      const isSlash = event.key === '/' && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping
      if (!isModK && !isSlash) return
      event.preventDefault()
      box.current?.focus()
      box.current?.select()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [box])
}

function CollectionChoice({ collection }: { collection: string }) {
  const { go } = useLibraryAddress()
  const names = useCollectionNames(collection)
  return (
    <Select
      aria-label="Collection"
      className="max-w-44 truncate"
      value={collection}
      onChange={({ target }) => go({ collection: target.value, within: null }, 'replace')}
    >
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Select>
  )
}

function ModeChoice() {
  const { address, go } = useLibraryAddress()
  return (
    <div role="group" aria-label="Find by" className="flex rounded-md border border-line-strong bg-raised p-px">
      {SearchMode.options.map((mode) => (
        <button
          key={mode}
          type="button"
          aria-pressed={mode === address.mode}
          onClick={() => go({ mode }, 'replace')}
          className={cn(
            'h-6 rounded-[5px] px-2.5 text-xs font-medium text-ink-2 hover:text-ink',
            mode === address.mode && 'bg-selected text-ink',
          )}
        >
          {MODE_WORDS[mode]}
        </button>
      ))}
    </div>
  )
}

/** Offered where there is something to choose from. */
function FileChoice({ collection }: { collection: string }) {
  const { address, go } = useLibraryAddress()
  const files = useFilesToSearch(collection).data ?? []
  if (files.length < 2 && address.within === null) return null
  return (
    <Select
      aria-label="File"
      className="max-w-52 truncate"
      value={address.within ?? ''}
      onChange={({ target }) => go({ within: target.value === '' ? null : target.value }, 'replace')}
    >
      <option value="">All files</option>
      {files.map((file) => (
        <option key={file.file_id} value={file.file_id}>
          {file.name}
        </option>
      ))}
    </Select>
  )
}
