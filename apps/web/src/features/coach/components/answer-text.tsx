'use client'

import { createCodePlugin } from '@streamdown/code'
import type { Citation } from '@outlast/contract'
import { memo, useMemo } from 'react'
import { Streamdown, defaultRehypePlugins, type StreamdownProps } from 'streamdown'
import { markCitations } from '../citations.ts'
import { CitationChip, CitationsContext } from './citation-chip.tsx'
import { MARKDOWN_ELEMENTS } from './markdown-elements.tsx'

// Both themes reach AA on our surfaces; the plain GitHub ones do not.
const PLUGINS = { code: createCodePlugin({ themes: ['github-light-default', 'github-dark-default'] }) }
/** Without the plugin that makes elements of raw HTML: it stays text. Where links may lead, `SafeLink` decides. */
const REHYPE: NonNullable<StreamdownProps['rehypePlugins']> = [
  ...(defaultRehypePlugins['sanitize'] === undefined ? [] : [defaultRehypePlugins['sanitize']]),
  markCitations,
]
const COMPONENTS = { ...MARKDOWN_ELEMENTS, 'citation-mark': CitationChip }
const CONTROLS = { table: false, code: { copy: true, download: false }, image: false } as const
const REMEND = { linkMode: 'text-only' } as const
const NO_MODAL = { enabled: false }

interface AnswerTextProps {
  text: string
  isGoing: boolean
  citations: readonly Citation[]
  onCite: (citation: Citation) => void
}

/** Markdown of a model or a file, which nobody has to trust: nothing in it runs, and nothing is fetched for it. */
export const AnswerText = memo(function AnswerText({ text, isGoing, citations, onCite }: AnswerTextProps) {
  const context = useMemo(() => ({ citations, isGoing, onCite }), [citations, isGoing, onCite])
  return (
    <CitationsContext value={context}>
      <Streamdown
        className={isGoing ? 'answer-text answer-going' : 'answer-text'}
        dir="auto"
        isAnimating={isGoing}
        plugins={PLUGINS}
        rehypePlugins={REHYPE}
        components={COMPONENTS}
        controls={CONTROLS}
        remend={REMEND}
        linkSafety={NO_MODAL}
        lineNumbers={false}
      >
        {text}
      </Streamdown>
    </CitationsContext>
  )
})
