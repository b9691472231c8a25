/** What of an element tells whether it is the same as before. */
export interface SceneElement {
  readonly id: string
  readonly version: number
  readonly versionNonce: number
  readonly isDeleted: boolean
}

/** The elements that the server is known to have, each with a stamp that changes whenever the element does. */
export type Stamps = ReadonlyMap<string, string>

export function stampsOf(elements: readonly SceneElement[]): Stamps {
  return new Map(elements.filter(({ isDeleted }) => !isDeleted).map((element) => [element.id, stampOf(element)]))
}

function stampOf({ version, versionNonce }: SceneElement): string {
  return `${version}.${versionNonce}`
}

/** A scene with what came from the server, and whether there is something in it that the server does not have. */
export interface MergedScene<T> {
  elements: T[]
  hasOwn: boolean
}

/**
 * Brings a scene to what the server has now. What was changed here since `known` stays as it is here, so that nobody's
 * hand is lost. What is gone is marked and kept, because undo needs it.
 */
export function mergeScene<T extends SceneElement>(
  here: readonly T[],
  server: readonly T[],
  known: Stamps,
): MergedScene<T> {
  const theirs = new Map(server.map((element) => [element.id, element]))
  const mine = new Map(here.map((element) => [element.id, element]))
  const own = new Set(here.filter((element) => isChangedHere(element, known)).map(({ id }) => id))

  const shown = server.flatMap((element): T[] => {
    const local = mine.get(element.id)
    if (local === undefined) return [element]
    if (own.has(element.id)) return local.isDeleted ? [] : [local]
    return [stampOf(local) === stampOf(element) && !local.isDeleted ? local : after(local, element)]
  })
  const onlyHere = here.filter((element) => own.has(element.id) && !theirs.has(element.id) && !element.isDeleted)
  const gone = here.flatMap((element): T[] => {
    if (element.isDeleted) return theirs.has(element.id) && !own.has(element.id) ? [] : [element]
    return own.has(element.id) || theirs.has(element.id) ? [] : [after(element, { ...element, isDeleted: true })]
  })
  return { elements: [...shown, ...onlyHere, ...gone], hasOwn: own.size > 0 }
}

/** An element that was deleted before, and that the server does not have either, is nothing new. */
function isChangedHere(element: SceneElement, known: Stamps): boolean {
  const stamp = known.get(element.id)
  return element.isDeleted ? stamp !== undefined : stamp !== stampOf(element)
}

/** The next state of an element: an older version from the server must still count as a change. */
function after<T extends SceneElement>(before: T, next: T): T {
  if (next.version > before.version) return next
  return { ...next, version: before.version + 1, versionNonce: Math.floor(Math.random() * 2 ** 31) }
}
