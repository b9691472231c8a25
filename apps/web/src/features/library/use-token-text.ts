'use client'

import { useEffect, useState } from 'react'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useHydrated } from '../../lib/use-hydrated.ts'

const KEY = 'outlast.library.tokens.text'
/** The browser's storage is small, and a book is not worth filling it. */
const MAX_REMEMBERED = 100_000

export const SAMPLE = `Outlast keeps what takes long. Start it, close the tab, come back to the answer!

Tokenizers don’t agree: “unbelievable” is one word, five syllables, and two or three pieces of BPE.
Prices: 1,299.50 € | naïve café | 東京 | 👩‍🚀 | https://example.com/a?b=c
`

/** The text whose tokens are looked at. A short one is there again after a reload. */
export function useTokenText(): { text: string; onText: (text: string) => void } {
  const hydrated = useHydrated()
  const [typed, onText] = useState<string | null>(null)
  const settled = useDebounced(typed, 500)
  useEffect(() => {
    if (settled === null) return
    if (settled.length <= MAX_REMEMBERED) localStorage.setItem(KEY, settled)
    else localStorage.removeItem(KEY)
  }, [settled])
  // On the server and in the draw that has to match it, nobody knows what was typed here before.
  const remembered = hydrated ? (localStorage.getItem(KEY) ?? SAMPLE) : SAMPLE
  return { text: typed ?? remembered, onText }
}
