import { featuresOf } from '../compare/features.ts'
import { saysDone } from '../cues/done.ts'
import type { Statement } from './read-statements.ts'

/** "We found a baker. So that's done.": the second sentence says something only together with the first. */
export function* joinFollowUps(statements: Iterable<Statement>, source: string): Generator<Statement, void> {
  let last: Statement | undefined
  for (const statement of statements) {
    if (last !== undefined && statement.continues && saysOnlyDone(statement.text)) {
      last = { ...last, quote: source.slice(last.start, statement.end), end: statement.end, box: 'done' }
      continue
    }
    if (last !== undefined) yield last
    last = statement
  }
  if (last !== undefined) yield last
}

function saysOnlyDone(text: string): boolean {
  return saysDone(text) && featuresOf(text).terms.size === 0
}
