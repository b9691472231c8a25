import type { DrawingElement } from '@outlast/contract'
import { changed, linksOf } from './links.ts'

/**
 * Makes both ends of every link name each other, after some elements were added, changed or removed: shapes know their
 * arrows and labels, and nothing names what is gone. Links between other elements are left as they are.
 */
export function relink(
  elements: readonly DrawingElement[],
  { touched, removed }: { touched: ReadonlySet<string>; removed: ReadonlySet<string> },
): DrawingElement[] {
  const ids = new Set(elements.map(({ id }) => id))
  const cut = elements.map((element) => {
    const isGone = (id: string): boolean => !ids.has(id) && (removed.has(id) || touched.has(element.id))
    return withoutLinks(element, isGone)
  })
  const wanted = new Map<string, { id: string; type: string }[]>()
  for (const element of cut) {
    for (const target of targetsOf(element)) {
      if (!touched.has(element.id) && !touched.has(target)) continue
      wanted.set(target, [...(wanted.get(target) ?? []), { id: element.id, type: element.type }])
    }
  }
  return cut.map((element) => withBound(element, wanted.get(element.id) ?? []))
}

/** The elements that this one hangs on: they list it among their bound elements. */
function targetsOf(element: DrawingElement): Set<string> {
  const { containerId, startBinding, endBinding } = linksOf(element)
  const ids = element.type === 'text' ? [containerId] : [startBinding?.elementId, endBinding?.elementId]
  return new Set(ids.filter((id) => id !== null && id !== undefined))
}

function withoutLinks(element: DrawingElement, isGone: (id: string) => boolean): DrawingElement {
  const { containerId, frameId, startBinding, endBinding, boundElements } = linksOf(element)
  const bound = boundElements?.filter(({ id }) => !isGone(id))
  const change = {
    ...(containerId && isGone(containerId) ? { containerId: null } : {}),
    ...(frameId && isGone(frameId) ? { frameId: null } : {}),
    ...(startBinding && isGone(startBinding.elementId) ? { startBinding: null } : {}),
    ...(endBinding && isGone(endBinding.elementId) ? { endBinding: null } : {}),
    ...(bound?.length === boundElements?.length ? {} : { boundElements: bound }),
  }
  return Object.keys(change).length === 0 ? element : changed(element, change)
}

function withBound(element: DrawingElement, wanted: { id: string; type: string }[]): DrawingElement {
  const bound = linksOf(element).boundElements ?? []
  const missing = wanted.filter(({ id }) => !bound.some((each) => each.id === id))
  return missing.length === 0 ? element : changed(element, { boundElements: [...bound, ...missing] })
}
