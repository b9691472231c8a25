import {
  type Drawing,
  DrawingElement,
  DrawingFile,
  type DrawingFiles,
  type ExcalidrawFile,
  isSafeLink,
} from '@outlast/contract'
import { z } from 'zod'
import { fileIdsOf, linksOf, newNonce } from './links.ts'

/** A drawing that was read, and what had to be left out, in words. */
export type ReadFile = { drawing: Drawing; leftOut: string[] }

/** What is missing in files of older versions; the rest Excalidraw fills in itself. */
const WithDefaults = z
  .looseObject({ type: z.string(), link: z.unknown().optional() })
  .transform((raw) => ({ version: 1, versionNonce: newNonce(), width: 0, height: 0, isDeleted: false, ...raw }))

/** Reads a file of Excalidraw, whoever wrote it. What cannot be kept is left out: the rest is worth having. */
export function readExcalidrawFile({ elements: raws, files }: ExcalidrawFile): ReadFile {
  const leftOut = new Map<string, number>()
  const leave = (what: string): void => void leftOut.set(what, (leftOut.get(what) ?? 0) + 1)
  const pictures = readPictures(files ?? {}, leave)
  const elements = new Map<string, DrawingElement>()
  for (const raw of raws) {
    const element = readElement(raw, leave)
    if (element === null || element.isDeleted) continue
    if (elements.has(element.id)) leave('with the id of another one')
    else if (element.type === 'image' && !isShown(element, pictures)) leave('picture that is not in the file')
    else elements.set(element.id, element)
  }
  const kept = [...elements.values()]
  const shown = new Set(fileIdsOf(kept))
  const shownPictures = Object.entries(pictures).filter(([id]) => shown.has(id))
  return {
    drawing: { elements: kept, files: Object.fromEntries(shownPictures) },
    leftOut: [...leftOut].map(([what, count]) => `${count} × ${what}`),
  }
}

function readElement(raw: unknown, leave: (what: string) => void): DrawingElement | null {
  const described = WithDefaults.safeParse(raw)
  if (!described.success) {
    leave('unreadable')
    return null
  }
  const { link, type } = described.data
  const safe = { ...described.data, link: isSafeLink(link) ? (link ?? null) : null }
  const element = DrawingElement.safeParse(safe)
  if (!element.success) {
    const isKnown = DrawingElement.safeParse({ ...safe, type: 'rectangle' }).success
    leave(isKnown ? `element of type ${type.slice(0, 40)}` : 'unreadable')
    return null
  }
  if (!isSafeLink(link)) leave('link to an address that is not safe')
  return element.data
}

function isShown(element: DrawingElement, pictures: DrawingFiles): boolean {
  const { fileId } = linksOf(element)
  return typeof fileId === 'string' && fileId in pictures
}

const Picture = z
  .object({ mimeType: z.unknown(), dataURL: z.unknown() })
  .transform(({ mimeType, dataURL }) => DrawingFile.safeParse({ mime_type: mimeType, data_url: dataURL }))

function readPictures(files: Record<string, unknown>, leave: (what: string) => void): DrawingFiles {
  const pictures = Object.entries(files).flatMap(([id, raw]): [string, DrawingFile][] => {
    const picture = Picture.safeParse(raw).data?.data
    if (picture !== undefined && id.length <= 100) return [[id, picture]]
    leave('picture that is no PNG, JPEG, GIF or WebP, or is over 5 MB')
    return []
  })
  return Object.fromEntries(pictures)
}

/**
 * A drawing as a file that Excalidraw opens.
 * Source: `serializeAsJSON` in packages/excalidraw/data/json.ts of Excalidraw 0.18, version 2 of the format.
 */
export function writeExcalidrawFile({ elements, files }: Drawing, source: string): string {
  const pictures = Object.entries(files).map(([id, { mime_type, data_url }]) => [
    id,
    { mimeType: mime_type, id, dataURL: data_url, created: Date.now() },
  ])
  const file = {
    type: 'excalidraw',
    version: 2,
    source,
    elements,
    appState: { gridSize: 20, gridStep: 5, gridModeEnabled: false, viewBackgroundColor: '#ffffff' },
    files: Object.fromEntries(pictures),
  }
  return JSON.stringify(file, null, 2)
}
