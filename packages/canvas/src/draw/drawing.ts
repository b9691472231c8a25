import type { Rect } from '../scene/scene.ts'
import type { CanvasElement } from './element.ts'

export const STYLES = ['modern', 'corporate', 'creative', 'minimal'] as const
export type Style = (typeof STYLES)[number]
export const COLOR_SCHEMES = ['pastel', 'vibrant', 'monochrome', 'default'] as const
export type ColorScheme = (typeof COLOR_SCHEMES)[number]
export type Look = { style: Style; colorScheme: ColorScheme }

export type Drawing = {
  /** In the order in which they are painted: the elements of all steps, one after the other. */
  elements: CanvasElement[]
  /** Containers, then shapes in reading order, then arrows: each with its label, so that each step can be shown. */
  steps: DrawingStep[]
  bounds: Rect
}

/** `label` is for the job's progress: "Shape: Check the order". */
export type DrawingStep = { label: string; elements: CanvasElement[] }
