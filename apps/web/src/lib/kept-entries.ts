import { z } from 'zod'

/** Where entries are kept: the browser's storage, or another one in tests. */
export type EntryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** How entries are kept: under which name, what is worth it, and how they are read again. */
export interface Keeping<Entry> {
  /** Before the key, e.g. the id of a basket. */
  prefix: string
  entry: z.ZodType<Entry>
  isWorthKeeping: (entry: Entry) => boolean
}

type Entries<Entry> = ReadonlyMap<string, Entry>

/**
 * The entries that this browser keeps under a key; none where what is there is not ours. All windows of a browser share
 * them, so each of them writes only what it has changed itself.
 */
export function readEntries<Entry>(storage: EntryStorage, keeping: Keeping<Entry>, key: string): Entries<Entry> {
  return parse(keeping, storage.getItem(keeping.prefix + key))
}

/** Keeps the entries that have changed, and forgets those that are gone. False where the browser has no room for them. */
export function keepEntries<Entry>(
  storage: EntryStorage,
  keeping: Keeping<Entry>,
  { key, before, after }: { key: string; before: Entries<Entry>; after: Entries<Entry> },
): boolean {
  const { prefix, isWorthKeeping } = keeping
  const kept = new Map(readEntries(storage, keeping, key))
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const entry = after.get(id)
    if (entry === before.get(id)) continue
    if (entry !== undefined && isWorthKeeping(entry)) kept.set(id, entry)
    else kept.delete(id)
  }
  try {
    if (kept.size === 0) storage.removeItem(prefix + key)
    else storage.setItem(prefix + key, JSON.stringify([...kept]))
    return true
  } catch {
    return false // the quota, some 5 MB: who leaves the page is asked before
  }
}

/** Whether every entry that is worth it is kept as it is. */
export function areKept<Entry>(
  storage: EntryStorage,
  keeping: Keeping<Entry>,
  { key, entries }: { key: string; entries: Entries<Entry> },
): boolean {
  const kept = readEntries(storage, keeping, key)
  return [...entries].every(([id, entry]) => !keeping.isWorthKeeping(entry) || isSame(keeping, kept.get(id), entry))
}

/** The entries without those that another window has just ended, where they are here what they were there. */
export function withoutEnded<Entry>(
  entries: Entries<Entry>,
  keeping: Keeping<Entry>,
  { was, is }: { was: string | null; is: string | null },
): Entries<Entry> {
  const [before, after] = [parse(keeping, was), parse(keeping, is)]
  const left = [...entries].filter(([id, entry]) => after.has(id) || !isSame(keeping, before.get(id), entry))
  return left.length === entries.size ? entries : new Map(left)
}

/** As they would be kept: what passes, such as a save that goes on, makes no difference. */
function isSame<Entry>({ entry }: Keeping<Entry>, one: Entry | undefined, other: Entry): boolean {
  return one !== undefined && JSON.stringify(entry.parse(one)) === JSON.stringify(entry.parse(other))
}

function parse<Entry>({ entry }: Keeping<Entry>, text: string | null): Entries<Entry> {
  if (text === null) return new Map()
  try {
    const parsed = z.array(z.tuple([z.string(), entry])).safeParse(JSON.parse(text))
    return new Map(parsed.data ?? [])
  } catch {
    return new Map() // not JSON: damaged, and nothing can be made of it
  }
}
