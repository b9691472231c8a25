'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { useCodeRunInput } from '../../../lib/job-actions.ts'
import { LANGUAGE_WORDS } from '../../../lib/job-words.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { formatDuration } from '../../../lib/format.ts'

/** The code that a run was started with, as it was then. */
export function JobInputPanel({ jobId }: { jobId: string }) {
  const input = useCodeRunInput(jobId)
  if (input.isPending)
    return <SkeletonRows rows={5} label="Loading the code" className="rounded-lg border border-line" />
  if (input.isError) {
    return (
      <FailedFace
        what="The code could not be loaded"
        problem={toApiProblem(input.error)}
        onRetry={() => void input.refetch()}
      />
    )
  }
  if (input.data === null) return null
  const { language, code, stdin, timeout_s: timeoutS } = input.data
  return (
    <section aria-label="Code" className="overflow-hidden rounded-lg border border-line">
      <h2 className="flex h-9 items-center justify-between border-b border-line px-4 text-xs">
        <span className="font-medium text-ink-2">Code</span>
        <span className="text-ink-3">
          {LANGUAGE_WORDS[language]} · limit {formatDuration(timeoutS)}
        </span>
      </h2>
      <CodeBlock label="The code that ran" code={code} className="max-h-96 bg-canvas" />
      {stdin !== undefined && stdin !== '' && (
        <>
          <h3 className="border-y border-line px-4 py-2 text-xs font-medium text-ink-2">Input (stdin)</h3>
          <CodeBlock label="The input of the run" code={stdin} className="max-h-40 bg-canvas" />
        </>
      )}
    </section>
  )
}
