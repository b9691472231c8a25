// Excalidraw 0.18's elements, as far as this package makes them: complete, so that its `restore` changes nothing.

type Base = {
  id: string
  x: number
  y: number
  width: number
  height: number
  angle: number
  strokeColor: string
  backgroundColor: string
  fillStyle: 'hachure' | 'cross-hatch' | 'solid' | 'zigzag'
  strokeWidth: number
  strokeStyle: 'solid' | 'dashed' | 'dotted'
  roughness: number
  opacity: number
  roundness: { type: 1 | 2 | 3; value?: number } | null
  seed: number
  version: number
  versionNonce: number
  index: string | null
  isDeleted: boolean
  groupIds: string[]
  frameId: string | null
  boundElements: { id: string; type: 'arrow' | 'text' }[] | null
  updated: number
  /** Always null: nothing that was drawn from words leads anywhere. */
  link: null
  locked: boolean
  customData?: ElementMeaning
}

/** What the element is in the drawing, kept in the element so that a later change finds it. */
export type ElementMeaning = {
  role: 'title' | 'shape' | 'container' | 'label' | 'edge' | 'crossable'
  /** The id in the intent. */
  node?: string
  /** Id of the element that this one stands in. */
  parent?: string
  kind?: string
  tone?: string
}

export type ShapeElement = Base & { type: 'rectangle' | 'ellipse' | 'diamond' }
export type TextElement = Base & {
  type: 'text'
  text: string
  originalText: string
  fontSize: number
  /** One of Excalidraw's; what is drawn here has one of `FontFamily`. */
  fontFamily: number
  textAlign: 'left' | 'center' | 'right'
  verticalAlign: 'top' | 'middle'
  containerId: string | null
  autoResize: boolean
  lineHeight: number
}
export type Binding = { elementId: string; focus: number; gap: number; fixedPoint: [number, number] | null }
export type Arrowhead = 'arrow' | 'triangle' | 'crowfoot_one' | 'crowfoot_many' | null
type Linear = Base & {
  points: [number, number][]
  lastCommittedPoint: null
  startBinding: Binding | null
  endBinding: Binding | null
  startArrowhead: Arrowhead
  endArrowhead: Arrowhead
}
export type LineElement = Linear & { type: 'line' }
export type ArrowElement = Linear & {
  type: 'arrow'
  elbowed: boolean
  fixedSegments: null
  startIsSpecial: null
  endIsSpecial: null
}
export type CanvasElement = ShapeElement | TextElement | LineElement | ArrowElement
