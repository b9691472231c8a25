'use client'

import { ChevronRight } from 'lucide-react'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'

/** How code that runs in the Editor gets at a collection. */
export function UseFromCode({ name }: { name: string }) {
  const code = snippetOf(name)
  return (
    <details className="group overflow-hidden rounded-lg border border-line">
      <summary className="flex h-10 list-none items-center gap-1.5 bg-surface px-3 text-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="text-ink-3 transition-transform group-open:rotate-90" />
        Use it from code
        <span className="font-normal text-ink-3">in the Editor, in Python</span>
      </summary>
      <div className="relative border-t border-line bg-canvas">
        <CodeBlock code={code} label="Python that uses the library" />
        <span className="absolute top-1 right-1 rounded-md bg-canvas">
          <CopyButton label="Copy" text={() => code} />
        </span>
      </div>
    </details>
  )
}

function snippetOf(name: string): string {
  return `from outlast import tokenize, embed, collection, files

notes = collection("${name}")
notes.upsert([{"text": "Tides follow the moon."}])

for hit in notes.search("what moves the sea?"):
    print(hit)
`
}
