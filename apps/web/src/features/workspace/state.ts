import type { Workspace } from '@outlast/contract'

type Holdings = Pick<Workspace, 'jobs' | 'scripts' | 'files' | 'collections' | 'threads' | 'baskets' | 'canvases'>

const NAMES: [keyof Holdings, one: string, many: string][] = [
  ['jobs', 'job', 'jobs'],
  ['scripts', 'script', 'scripts'],
  ['files', 'document', 'documents'],
  ['collections', 'collection', 'collections'],
  ['threads', 'thread', 'threads'],
  ['baskets', 'basket', 'baskets'],
  ['canvases', 'canvas', 'canvases'],
]

/** "3 scripts and 1 job"; null for nothing. */
export function describeHoldings(holdings: Holdings): string | null {
  const parts = NAMES.flatMap(([name, one, many]) => {
    const count = holdings[name]
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`]
  })
  const last = parts.pop()
  if (last === undefined) return null
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
}
