import { randomInt } from 'node:crypto'
import type { DrawingElement } from '@outlast/contract'
import { z } from 'zod'

const Id = z.string().nullish().catch(null)
const Binding = z.looseObject({ elementId: z.string() })
const Bound = z.looseObject({ id: z.string(), type: z.string() })

/** How an element names others. What is not as Excalidraw writes it counts as nothing. */
const Links = z.object({
  containerId: Id,
  frameId: Id,
  fileId: Id,
  groupIds: z.array(z.string()).catch([]),
  startBinding: Binding.nullish().catch(null),
  endBinding: Binding.nullish().catch(null),
  boundElements: z.array(Bound).nullish().catch(null),
})
export type Links = z.infer<typeof Links>

export function linksOf(element: DrawingElement): Links {
  return Links.parse(element)
}

/** Pictures that these elements show, by the ids of their files. */
export function fileIdsOf(elements: readonly DrawingElement[]): string[] {
  const ids = elements.flatMap((element) => (element.type === 'image' ? (linksOf(element).fileId ?? []) : []))
  return [...new Set(ids)]
}

/** The element with a change in it, marked as changed the way Excalidraw marks it. */
export function changed(element: DrawingElement, change: Record<string, unknown>): DrawingElement {
  return { ...element, ...change, version: element.version + 1, versionNonce: newNonce(), updated: Date.now() }
}

export function newNonce(): number {
  return randomInt(1, 2 ** 31 - 1)
}
