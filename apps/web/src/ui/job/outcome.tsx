import type { CodeRunResult, JobError } from '@outlast/contract'
import { CircleX } from 'lucide-react'
import { formatDuration } from '../../lib/format.ts'
import { explainJobError } from '../../lib/job-words.ts'
import { toPrettyJson } from '../../lib/log/display.ts'

/** Why a job failed, in plain words first, the stable code and the server's detail after. */
export function FailureCard({ error }: { error: JobError }) {
  const { title, advice } = explainJobError(error)
  return (
    <section
      aria-label="Why it failed"
      className="rounded-lg border border-failed/30 bg-failed-soft px-3 py-2.5 text-sm"
    >
      <h3 className="flex items-center gap-2 font-medium text-failed">
        <CircleX size={15} aria-hidden />
        {title}
        <code className="ml-auto font-mono text-xs font-normal">{error.code}</code>
      </h3>
      {error.detail !== '' && (
        <p className="mt-1 font-mono text-xs break-words whitespace-pre-wrap text-ink">{error.detail}</p>
      )}
      {advice !== '' && <p className="mt-1 text-ink-2">{advice}</p>}
    </section>
  )
}

/** The value of a run's last expression, and how long the code itself took. */
export function ResultCard({ result }: { result: CodeRunResult }) {
  const { value, execution_time: seconds } = result
  return (
    <section aria-label="Result" className="rounded-lg border border-line bg-surface px-3 py-2.5">
      <h3 className="flex items-center justify-between text-xs text-ink-3">
        <span className="font-medium text-ink-2">Result</span>
        <span>{formatDuration(seconds)} in your code</span>
      </h3>
      {value === null ? (
        <p className="mt-1 text-sm text-ink-3">No value: the last line is not an expression.</p>
      ) : (
        <pre className="scroll-thin mt-1 max-h-48 overflow-auto font-mono text-xs leading-5 whitespace-pre-wrap text-ink">
          {isStructure(value.json) ? toPrettyJson(value.json) : value.repr}
        </pre>
      )}
    </section>
  )
}

function isStructure(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length > 0
}
