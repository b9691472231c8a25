import type { Rect } from '../scene/scene.ts'
import type { ElementMeaning, TextElement } from './element.ts'
import { identity } from './identity.ts'
import type { Hand } from './look.ts'

/** What all elements have, with Excalidraw's defaults. */
export function baseOf(rect: Rect, { seed, name, meaning }: { seed: string; name: string; meaning: ElementMeaning }) {
  return {
    ...identity(seed, name),
    x: rect.x,
    y: rect.y,
    width: rect.width,
    height: rect.height,
    angle: 0,
    strokeColor: '#1e1e1e',
    backgroundColor: 'transparent',
    fillStyle: 'solid' as const,
    strokeWidth: 1,
    strokeStyle: 'solid' as const,
    roughness: 0,
    opacity: 100,
    roundness: null as { type: 1 | 2 | 3; value?: number } | null,
    version: 1,
    index: null,
    isDeleted: false,
    groupIds: [] as string[],
    frameId: null,
    boundElements: [] as { id: string; type: 'arrow' | 'text' }[] | null,
    // Deterministic: Excalidraw sets the time when a person changes something.
    updated: 1,
    link: null,
    locked: false,
    customData: meaning,
  }
}

export type TextOf = { lines: readonly string[]; original: string; fontSize: number }

export function textPart(text: TextOf, hand: Pick<Hand, 'family'>, lineHeight: number) {
  return {
    type: 'text' as const,
    text: text.lines.join('\n'),
    originalText: text.original,
    fontSize: text.fontSize,
    fontFamily: hand.family,
    autoResize: true,
    lineHeight,
  } satisfies Partial<TextElement>
}
