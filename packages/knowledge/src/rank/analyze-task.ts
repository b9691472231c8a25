import type { TaskContext } from '../threads/task.ts'
import { analyze } from './analyze.ts'

/** An Analysis that crosses threads cheaply. */
export type AnalyzedText = { terms: [term: string, tf: number][]; length: number }

/** Task: the terms of each text, in the order of the texts. */
export function analyzeTexts({ texts }: { texts: readonly string[] }, _context: TaskContext): AnalyzedText[] {
  return texts.map((text) => {
    const { terms, length } = analyze(text)
    return { terms: [...terms], length }
  })
}
