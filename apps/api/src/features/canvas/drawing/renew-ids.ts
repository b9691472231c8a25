import { randomUUID } from 'node:crypto'
import type { DrawingElement } from '@outlast/contract'
import { linksOf } from './links.ts'

/** The same drawing under new ids: what is imported twice is there twice, and names nothing that is not its own. */
export function renewIds(elements: readonly DrawingElement[]): DrawingElement[] {
  const ids = new Map(elements.map(({ id }) => [id, randomUUID()]))
  const groups = new Map<string, string>()
  const groupIdOf = (id: string): string => {
    const known = groups.get(id) ?? randomUUID()
    groups.set(id, known)
    return known
  }
  const renewed = (id: string | null | undefined): string | null => (id && ids.get(id)) || null
  return elements.map((element) => {
    const { containerId, frameId, startBinding, endBinding, boundElements, groupIds } = linksOf(element)
    return {
      ...element,
      id: renewed(element.id) ?? randomUUID(),
      index: null,
      frameId: renewed(frameId),
      groupIds: groupIds.map(groupIdOf),
      boundElements: boundElements?.flatMap((bound) => ({ ...bound, id: renewed(bound.id) ?? [] })) ?? null,
      ...(element.type === 'text' ? { containerId: renewed(containerId) } : {}),
      ...(startBinding ? { startBinding: rebind(startBinding, renewed) } : {}),
      ...(endBinding ? { endBinding: rebind(endBinding, renewed) } : {}),
    }
  })
}

function rebind<B extends { elementId: string }>(binding: B, renewed: (id: string) => string | null): B | null {
  const elementId = renewed(binding.elementId)
  return elementId === null ? null : { ...binding, elementId }
}
