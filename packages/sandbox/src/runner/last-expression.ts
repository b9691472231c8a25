import { tsPlugin } from '@sveltejs/acorn-typescript'
import { Parser } from 'acorn'

/** The name under which a module exports the value of its last expression statement. */
export const resultExport = '__outlast_result'
const prefix = `export const ${resultExport} = (`

export type Rewritten = {
  code: string
  /** The line whose columns are shifted, counted from 1; 0 when nothing was rewritten. */
  line: number
  /** Columns to take off positions in that line. */
  shift: number
}

const parsers = { typescript: Parser.extend(tsPlugin()), javascript: Parser }

/**
 * Turns the last expression statement of a module into an export, on the same lines, so that its value can be read without `eval`:
 * top-level await, imports and strict mode stay what they are. Code that doesn't parse is returned as it is: Deno's own parser
 * then says what is wrong with it, at the right place.
 */
export function exportLastExpression(code: string, language: 'typescript' | 'javascript'): Rewritten {
  const last = lastStatement(code, language)
  if (last?.type !== 'ExpressionStatement') return { code, line: 0, shift: 0 }
  const end = code[last.end - 1] === ';' ? last.end - 1 : last.end
  return {
    code: `${code.slice(0, last.start)}${prefix}${code.slice(last.start, end)})${code.slice(end)}`,
    line: code.slice(0, last.start).split('\n').length,
    shift: prefix.length,
  }
}

function lastStatement(code: string, language: 'typescript' | 'javascript') {
  try {
    const { body } = parsers[language].parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowHashBang: true,
      locations: true,
    })
    return body.findLast((statement) => statement.type !== 'EmptyStatement')
  } catch {
    // Not swallowed: the import that follows meets the same mistake and reports it to the user.
    return undefined
  }
}
