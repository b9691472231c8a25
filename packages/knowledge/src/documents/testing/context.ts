import { DOCUMENT_LIMITS } from '../limits.ts'
import type { ParseContext } from '../parse-context.ts'

/** What parsers are given, with the labels of the progress that they report. */
export function parseContext(limits: Partial<typeof DOCUMENT_LIMITS> = {}): ParseContext & { labels: string[] } {
  const labels: string[] = []
  return { limits: { ...DOCUMENT_LIMITS, ...limits }, labels, progress: (_, label) => void labels.push(label) }
}
