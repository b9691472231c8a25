import { restoreElements } from '@excalidraw/excalidraw'
import type { ExcalidrawElement, OrderedExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import type { BinaryFileData, BinaryFiles } from '@excalidraw/excalidraw/types'
import { isSafeLink, type DrawingElement, type DrawingFiles } from '@outlast/contract'

/** Elements for Excalidraw: copies, because it changes them in place. */
export function toScene(elements: readonly DrawingElement[]): OrderedExcalidrawElement[] {
  const copies: ExcalidrawElement[] = JSON.parse(JSON.stringify(elements))
  return restoreElements(copies, null)
}

/** Elements as they are saved: copies of their upper level, because a request may be sent when they have changed. */
export function toDrawing(elements: readonly ExcalidrawElement[]): DrawingElement[] {
  return elements.flatMap((element): DrawingElement[] =>
    element.type === 'embeddable' || element.type === 'iframe' ? [] : [{ ...element, link: toLink(element.link) }],
  )
}

/** People write `example.com`. What could run or lead to nowhere is no link. */
function toLink(link: string | null): string | null {
  if (isSafeLink(link)) return link
  const completed = `https://${link ?? ''}`
  return /^[^\s:/]+\.[^\s:/]+/.test(link ?? '') && URL.canParse(completed) ? completed : null
}

/** Pictures for Excalidraw. */
export function toBinaryFiles(files: DrawingFiles): BinaryFileData[] {
  const list = Object.entries(files).map(([id, { mime_type: mimeType, data_url: dataURL }]) => ({
    id,
    mimeType,
    dataURL,
    created: 0,
  }))
  return JSON.parse(JSON.stringify(list))
}

/** Pictures by their ids, as Excalidraw keeps them. */
export function byId(files: readonly BinaryFileData[]): BinaryFiles {
  return Object.fromEntries(files.map((file) => [file.id, file]))
}
