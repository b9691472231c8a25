import type { Citation, JobError, Thread } from '@outlast/contract'
import { explainProblem, type ApiProblem } from '../../lib/api-problem.ts'
import { explainJobError } from '../../lib/job-words.ts'
import { describePlace } from '../../lib/describe-place.ts'

/** What a thread is called before there is a first exchange to name it after. */
export const UNTITLED = 'New thread'

/** What a thread is called. */
export function titleOf(thread: Thread | null): string {
  return thread?.title ?? UNTITLED
}

/** Why there is no answer: what happened, and what to do where that is not plain. */
export function explainFailure(error: JobError | null): { title: string; advice: string } {
  if (error === null) return { title: 'The answer failed', advice: 'Nothing is known of why. Try again.' }
  const { title, advice } = explainJobError(error)
  const isKnown = title !== 'It failed'
  return {
    title: isKnown ? title : 'The answer failed',
    advice: [error.detail, isKnown ? advice : ''].filter((part) => part !== '').join(' '),
  }
}

/** Why a message was not taken. */
export function explainRefusal(problem: ApiProblem): string {
  switch (problem.code) {
    case 'reply_under_way':
      return 'An answer is on its way in this thread: wait for it, or stop it.'
    case 'unreachable':
      return 'The server could not be reached. Nothing is lost: send it again, and it arrives once.'
    case 'not_found':
      return 'This thread is not there any more.'
    default:
      return explainProblem(problem)
  }
}

/** Where a passage is from: `tides.pdf, page 3`. */
export function describeSource({ name, page, page_end }: Citation): string {
  return [name, describePlace({ page, page_end, headings: [] })].filter((part) => part !== '').join(', ')
}
