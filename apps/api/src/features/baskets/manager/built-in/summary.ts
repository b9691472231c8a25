import type { RatedProposal } from '../types.ts'

/** What was found besides what is proposed. */
export type Counts = {
  equal: number
  closed: number
  leftOut: number
  /** Was not asked for. */
  narrowed: number
  /** Is more than a delta can have. */
  beyond: number
}

/** "3 new, 1 changed, 2 removed; 4 are there already." */
export function summarize(
  proposals: readonly RatedProposal[],
  { equal, closed, leftOut, narrowed, beyond }: Counts,
): string {
  const count = (...ops: string[]): number => proposals.filter(({ op }) => ops.includes(op)).length
  const proposed = list([
    [count('CREATE'), 'new'],
    [count('UPDATE'), 'changed'],
    [count('MERGE'), 'added to'],
    [count('DELETE'), 'removed'],
  ])
  const others = list([
    [equal, equal === 1 ? 'is there already' : 'are there already'],
    [closed, closed === 1 ? 'is about a locked block' : 'are about locked blocks'],
    [narrowed, narrowed === 1 ? 'was not asked for' : 'were not asked for'],
    [beyond, 'more than fit into one delta'],
    [leftOut, leftOut === 1 ? 'says nothing to keep' : 'say nothing to keep'],
  ])
  const what = proposed === '' ? 'Nothing new' : proposed
  return others === '' ? `${what}.` : `${what}; ${others}.`
}

function list(counts: readonly (readonly [number, string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ')
}
