import type { CanvasElement } from '@outlast/canvas'
import type { DrawingElement } from '@outlast/contract'
import { z } from 'zod'

const text = (otherwise: string) => z.string().catch(otherwise)
const number = (otherwise: number) => z.number().catch(otherwise)
const nothing = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null)

const Base = z.looseObject({
  type: z.string(),
  angle: number(0),
  strokeColor: text('#1e1e1e'),
  backgroundColor: text('transparent'),
  fillStyle: text('solid'),
  strokeWidth: number(2),
  strokeStyle: z.enum(['solid', 'dashed', 'dotted']).catch('solid'),
  roughness: number(1),
  opacity: number(100),
  roundness: nothing(z.looseObject({ type: z.number() })),
  seed: number(1),
  groupIds: z.array(z.string()).catch([]),
  frameId: nothing(z.string()),
  boundElements: nothing(z.array(z.looseObject({ id: z.string(), type: z.enum(['arrow', 'text']) }))),
  locked: z.boolean().catch(false),
  customData: z
    .looseObject({
      role: z.string().optional(),
      node: z.string().optional(),
      parent: z.string().optional(),
      kind: z.string().optional(),
      tone: z.string().optional(),
    })
    .optional()
    .catch(undefined),
})

/** Fonts of earlier versions, by those that took their place; 5 for any other. */
const FAMILIES: Record<number, number> = { 3: 3, 5: 5, 6: 6, 8: 8, 9: 9, 2: 6, 7: 9 }

const Text = {
  text: text(''),
  fontSize: number(20).pipe(z.number().min(1).max(1_000).catch(20)),
  fontFamily: number(5).transform((family) => FAMILIES[family] ?? 5),
  textAlign: z.enum(['left', 'center', 'right']).catch('left'),
  verticalAlign: z.string().catch('top'),
  containerId: nothing(z.string()),
  autoResize: z.boolean().catch(true),
  lineHeight: number(1.25),
}

const Binding = nothing(z.looseObject({ elementId: z.string(), focus: number(0), gap: number(1) }))

const Line = {
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .min(2)
    .catch([
      [0, 0],
      [0, 0],
    ]),
  startBinding: Binding,
  endBinding: Binding,
  startArrowhead: nothing(z.string()),
  endArrowhead: nothing(z.string()),
}

const TextElement = Base.extend(Text).transform((element) => ({
  ...element,
  originalText: typeof element['originalText'] === 'string' ? element['originalText'] : element.text,
}))
const LineElement = Base.extend(Line)

/**
 * Elements of anybody's hand as the artist takes them: whatever it reads is there, and of its type. What is missing is as
 * Excalidraw would have it.
 */
export function toCanvasElements(elements: readonly DrawingElement[]): CanvasElement[] {
  // The schemas hold what the type says of the parts that are read; kinds that it does not draw itself are only passed on.
  return elements.map((element) => schemaOf(element).parse(element) as unknown as CanvasElement)
}

function schemaOf({ type }: DrawingElement): z.ZodType {
  if (type === 'text') return TextElement
  return type === 'arrow' || type === 'line' ? LineElement : Base
}
