'use client'

import { explainProblem } from '../../../lib/api-problem.ts'
import type { NewBlock, useNewBlocks } from '../use-new-blocks.ts'
import { BlockForm } from './block-form.tsx'

/** Forms for the blocks that are being written by hand. */
export function NewBlocks({ writing }: { writing: ReturnType<typeof useNewBlocks> }) {
  const { blocks, begun, write, close, add } = writing
  return [...blocks].map(([id, block]) => {
    const isBegun = id === begun.id
    return (
      <div key={isBegun ? `${id} ${begun.times}` : id} className="border-b border-line bg-surface px-4 py-3 sm:px-5">
        <BlockForm
          label="New block"
          takesFocus={isBegun}
          written={block.written}
          onWrite={(part) => write(id, part)}
          onSave={() => void add(id, block)}
          onCancel={() => close(id)}
          isSaving={block.saving.state === 'saving'}
          why={block.written.title.trim() === '' ? 'A block needs a title.' : null}
          saveWord="Add"
        >
          <Problem block={block} />
        </BlockForm>
      </div>
    )
  })
}

function Problem({ block: { saving } }: { block: NewBlock }) {
  if (saving.state !== 'failed') return null
  return (
    <p role="alert" className="text-xs text-failed">
      {explainProblem(saving.problem)}
    </p>
  )
}
