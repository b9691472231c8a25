import type { Content } from '../state.ts'
import { workflowInPython } from './workflow-python.ts'
import { workflowInTypeScript } from './workflow-typescript.ts'

/**
 * The whole way from text to searchable, on so many tokens; tests and benchmarks take other numbers. The program makes its text up,
 * the same at each run, and its collection is named after the number, so that runs of other sizes don't mix. It fails unless a
 * sentence that it hid is found; its result holds tokens, passages and seconds.
 */
export function workflowExample(tokens: number, language: 'python' | 'typescript' = 'python'): Content {
  const number = tokens.toLocaleString('en')
  return language === 'python'
    ? { name: `${number} tokens, start to finish`, language, code: workflowInPython(tokens) }
    : { name: `${number} tokens, in TypeScript`, language, code: workflowInTypeScript(tokens) }
}
