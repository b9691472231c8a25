import type { DeltaView } from '@outlast/contract'

/** An address is not the place for a page of text. */
const MAX_CHARS = 1_000

/** The address at which the questions that a delta adds are about to be asked. */
export function askTheCoach({ changes }: DeltaView): `/coach?${string}` {
  const questions = changes.flatMap(({ op, after }) =>
    op === 'CREATE' && after?.type === 'question' ? [`- ${after.title}`] : [],
  )
  const text = ['Help me with these open questions:', ...questions].join('\n').slice(0, MAX_CHARS).toWellFormed()
  return `/coach?${new URLSearchParams({ ask: text }).toString()}`
}
