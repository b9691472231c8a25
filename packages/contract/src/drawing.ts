import { z } from 'zod'

/** Ids are made by Excalidraw or by us; they are compared and never interpreted. */
export const ElementId = z.string().min(1).max(100)

export const MAX_ELEMENTS = 5_000
export const MAX_DRAWING_FILES = 50
/** Of a picture, as its data URL: about 5 MB of it. */
export const MAX_DRAWING_FILE_CHARS = 7_000_000
/** Of all pictures of a canvas together: they travel with it. */
export const MAX_DRAWING_CHARS = 20_000_000

const Coordinate = z.number().min(-1e7).max(1e7)

/**
 * An element of Excalidraw, as it writes it. Only what we rely on is named; the rest stays as it is.
 * Source: packages/element/src/types.ts of Excalidraw 0.18.
 */
export const DrawingElement = z
  .looseObject({
    id: ElementId,
    type: z.enum([
      'rectangle',
      'ellipse',
      'diamond',
      'arrow',
      'line',
      'freedraw',
      'text',
      'image',
      'frame',
      'magicframe',
      'selection',
    ]),
    x: Coordinate,
    y: Coordinate,
    width: Coordinate,
    height: Coordinate,
    version: z.int().min(0),
    versionNonce: z.int(),
    isDeleted: z.boolean().default(false),
  })
  .refine(({ link }) => isSafeLink(link), { message: 'must be an http, https or mailto address', path: ['link'] })
  .meta({ id: 'DrawingElement' })
export type DrawingElement = z.infer<typeof DrawingElement>

/** Whether a link of an element may be followed. A path may not begin like the address of another host (`//`, `/\`). */
export function isSafeLink(link: unknown): boolean {
  if (link === undefined || link === null) return true
  return typeof link === 'string' && /^(https?:\/\/|mailto:|#|\/(?![/\\]))/i.test(link)
}

/** A picture in a drawing. SVG is not taken: it can carry scripts. */
export const DrawingFile = z.object({
  mime_type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  data_url: z
    .string()
    .max(MAX_DRAWING_FILE_CHARS)
    .regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*$/),
})
export type DrawingFile = z.infer<typeof DrawingFile>

/** Pictures by their ids, the `fileId` of elements. */
export const DrawingFiles = z
  .record(ElementId, DrawingFile)
  .refine((files) => Object.keys(files).length <= MAX_DRAWING_FILES, {
    message: `must be at most ${MAX_DRAWING_FILES} pictures`,
  })
export type DrawingFiles = z.infer<typeof DrawingFiles>

const Elements = z
  .array(DrawingElement)
  .max(MAX_ELEMENTS)
  .refine((elements) => new Set(elements.map(({ id }) => id)).size === elements.length, {
    message: 'must not have two elements with one id',
  })

/** Elements in the order in which they are painted. Deleted ones are not kept. */
export const Drawing = z.object({ elements: Elements, files: DrawingFiles.default({}) }).meta({ id: 'Drawing' })
export type Drawing = z.infer<typeof Drawing>

/**
 * A file as Excalidraw writes it (`.excalidraw`). Its elements and pictures may be of any age and hand, so they are
 * looked at one by one: what cannot be kept is left out, and said.
 * Source: packages/excalidraw/data/json.ts of Excalidraw 0.18.
 */
export const ExcalidrawFile = z
  .looseObject({
    type: z.literal('excalidraw'),
    elements: z.array(z.unknown()).max(MAX_ELEMENTS),
    files: z.record(z.string(), z.unknown()).nullish(),
  })
  .meta({ id: 'ExcalidrawFile' })
export type ExcalidrawFile = z.infer<typeof ExcalidrawFile>
