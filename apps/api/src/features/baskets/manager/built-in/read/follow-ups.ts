import { analyze } from '@outlast/knowledge'
import { LIGHT_TERMS } from '../compare/light-terms.ts'
import { saysDone } from '../cues/done.ts'
import type { Statement } from './read-statements.ts'

/** "We found a baker. So that's done.": the second sentence says something only together with the first. */
export function joinFollowUps(statements: readonly Statement[], source: string): Statement[] {
  const joined: Statement[] = []
  for (const statement of statements) {
    const last = joined.at(-1)
    if (last === undefined || !statement.continues || !saysOnlyDone(statement.text)) joined.push(statement)
    else {
      const quote = source.slice(last.start, statement.end)
      joined[joined.length - 1] = { ...last, quote, end: statement.end, box: 'done' }
    }
  }
  return joined
}

function saysOnlyDone(text: string): boolean {
  return saysDone(text) && [...analyze(text).terms.keys()].every((term) => LIGHT_TERMS.has(term))
}
