'use client'

import { CanvasStyle, ColorScheme, MAX_INSTRUCTIONS_CHARS } from '@outlast/contract'
import { canvasDraftKey } from '../../lib/canvas-draft.ts'
import { useStoredText } from '../../lib/stored-state.ts'

/** What is asked for: the words, and how it is to look. */
export interface Draft {
  instructions: string
  style: CanvasStyle
  colorScheme: ColorScheme
}

export type DraftHandle = Draft & { set: (change: Partial<Draft>) => void }

/** A draft that this browser keeps: the words for each canvas, the look for all. */
export function useDraft(canvasId: string): DraftHandle {
  const [instructions, setInstructions] = useStoredText(canvasDraftKey(canvasId), '')
  const [style, setStyle] = useStoredText('outlast.canvas.style', 'modern')
  const [colors, setColors] = useStoredText('outlast.canvas.colors', 'default')
  return {
    instructions,
    style: CanvasStyle.catch('modern').parse(style),
    colorScheme: ColorScheme.catch('default').parse(colors),
    set: (change) => {
      if (change.instructions !== undefined) setInstructions(change.instructions)
      if (change.style !== undefined) setStyle(change.style)
      if (change.colorScheme !== undefined) setColors(change.colorScheme)
    },
  }
}

/** The body of the request for a draft. */
export function bodyOf({ instructions, style, colorScheme }: Draft) {
  return { instructions: instructions.trim(), style, color_scheme: colorScheme }
}

export function isSendable({ instructions }: Draft): boolean {
  return instructions.trim() !== '' && instructions.trim().length <= MAX_INSTRUCTIONS_CHARS
}
