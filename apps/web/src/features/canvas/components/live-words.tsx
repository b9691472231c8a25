import { explainJobError } from '../../../lib/job-words.ts'
import type { Focus } from '../use-drawing.ts'

/** Says to those who do not see the canvas what the artist is doing. */
export function LiveWords({ focus }: { focus: Focus | null }) {
  return (
    <p role="status" aria-label="Progress of the drawing" className="sr-only">
      {focus === null ? '' : wordsOf(focus)}
    </p>
  )
}

function wordsOf({ stage, job, proposal }: Focus): string {
  switch (stage) {
    case 'queued':
      return 'The drawing waits for its turn.'
    case 'running':
      return job.progress_label ?? 'Drawing.'
    case 'staging':
    case 'ready':
      return `Drawn, ready to be accepted. ${proposal?.summary ?? ''}`
    case 'failed':
      return job.error === null ? 'The drawing failed.' : explainJobError(job.error).title
    case 'cancelled':
      return 'The drawing was cancelled; nothing was changed.'
    case 'accepted':
    case 'discarded':
      return ''
  }
}
