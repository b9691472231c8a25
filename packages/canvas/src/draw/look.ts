import type { Tone } from '../scene/scene.ts'
import type { FontFamily } from '../text/measure.ts'
import type { ColorScheme, Look, Style } from './drawing.ts'
import type { CanvasElement } from './element.ts'
import { BRANCHES, GRAYS, HUES, type Hue, INK } from './palette.ts'

/** The hand of a style: everything but the colours. */
export type Hand = {
  family: FontFamily
  roughness: 0 | 1 | 2
  strokeWidth: number
  arrowWidth: number
  rounded: boolean
  fillStyle: CanvasElement['fillStyle']
  /** Without it shapes are outlines. */
  filled: boolean
  arrowhead: 'arrow' | 'triangle'
}

export const HANDS: Record<Style, Hand> = {
  modern: {
    family: 6,
    roughness: 0,
    strokeWidth: 1.5,
    arrowWidth: 1.5,
    rounded: true,
    fillStyle: 'solid',
    filled: true,
    arrowhead: 'triangle',
  },
  corporate: {
    family: 9,
    roughness: 0,
    strokeWidth: 1,
    arrowWidth: 1,
    rounded: false,
    fillStyle: 'solid',
    filled: true,
    arrowhead: 'triangle',
  },
  creative: {
    family: 5,
    roughness: 1,
    strokeWidth: 2,
    arrowWidth: 2,
    rounded: true,
    fillStyle: 'hachure',
    filled: true,
    arrowhead: 'arrow',
  },
  minimal: {
    family: 6,
    roughness: 0,
    strokeWidth: 1,
    arrowWidth: 1,
    rounded: true,
    fillStyle: 'solid',
    filled: false,
    arrowhead: 'arrow',
  },
}

export type Paint = { stroke: string; fill: string; text: string }

/** Colours of a shape. All are readable on both of Excalidraw's themes: dark inverts the lightness of everything alike. */
export function paintOf(tone: Tone, { style, colorScheme }: Look): Paint {
  const paint = colorScheme === 'monochrome' ? inGray(tone) : inColor(tone, colorScheme)
  if (tone.tone === 'color' && colorScheme === 'monochrome') return paintOf(tone, { style, colorScheme: 'default' })
  if (HANDS[style].filled || tone.tone === 'color') return paint
  // Without fills the line alone has to be vibrant.
  const hue =
    colorScheme === 'vibrant'
      ? Object.values(HUES).find(({ full, ink }) => full === paint.fill || ink === paint.fill)
      : undefined
  return { stroke: hue?.line ?? paint.stroke, fill: 'transparent', text: INK }
}

export function arrowColor(tone: Tone, look: Look): string {
  if (tone.tone === 'branch' || tone.tone === 'color') return paintOf(tone, look).stroke
  return look.colorScheme === 'pastel' ? '#868e96' : '#495057'
}

export const mutedText = '#5c636a'

function inColor(tone: Tone, scheme: Exclude<ColorScheme, 'monochrome'>): Paint {
  const white = { stroke: scheme === 'pastel' ? '#adb5bd' : '#495057', fill: '#ffffff', text: INK }
  switch (tone.tone) {
    case 'plain':
      return white
    case 'bare':
      return { stroke: 'transparent', fill: 'transparent', text: INK }
    case 'muted':
      return { stroke: GRAYS[5], fill: GRAYS[2], text: INK }
    case 'group':
      return { stroke: scheme === 'vibrant' ? '#868e96' : GRAYS[5], fill: GRAYS[1], text: '#495057' }
    case 'strong':
      return strongPaint(HUES.blue, scheme)
    case 'color':
      return namedColor(tone.color, scheme)
    case 'branch':
      return shade(HUES[BRANCHES[tone.branch % BRANCHES.length] ?? 'blue'], scheme)
    default:
      return shade(HUES[SEMANTIC[tone.tone]], scheme)
  }
}

const SEMANTIC = {
  accent: 'blue',
  start: 'green',
  end: 'red',
  decision: 'yellow',
  note: 'yellow',
  external: 'gray',
} as const

function shade(hue: Hue, scheme: Exclude<ColorScheme, 'monochrome'>): Paint {
  if (scheme === 'pastel') return { stroke: hue.full, fill: hue.tint, text: '#343a40' }
  if (scheme === 'vibrant') return { stroke: hue.ink, fill: hue.full, text: INK }
  return { stroke: hue.ink, fill: hue.tint, text: INK }
}

function strongPaint(hue: Hue, scheme: Exclude<ColorScheme, 'monochrome'>): Paint {
  if (scheme === 'pastel') return { stroke: hue.full, fill: hue.soft, text: INK }
  return { stroke: hue.ink, fill: hue.ink, text: '#ffffff' }
}

function namedColor(color: string, scheme: Exclude<ColorScheme, 'monochrome'>): Paint {
  if (color === 'black') return { stroke: INK, fill: '#343a40', text: '#ffffff' }
  if (color === 'white') return { stroke: INK, fill: '#ffffff', text: INK }
  const hue = HUES[isHue(color) ? color : 'blue']
  // A shape that was asked for in red has to be red: a tint would be pink.
  if (scheme === 'pastel') return { stroke: hue.line, fill: hue.soft, text: INK }
  return { stroke: hue.ink, fill: hue.full, text: INK }
}

const isHue = (color: string): color is keyof typeof HUES => color in HUES

function inGray(tone: Tone): Paint {
  switch (tone.tone) {
    case 'strong':
    case 'start':
    case 'end':
      return { stroke: '#212529', fill: '#343a40', text: '#ffffff' }
    case 'bare':
      return { stroke: 'transparent', fill: 'transparent', text: INK }
    case 'group':
      return { stroke: GRAYS[5], fill: GRAYS[1], text: '#495057' }
    case 'muted':
    case 'external':
      return { stroke: '#868e96', fill: GRAYS[2], text: INK }
    case 'decision':
    case 'note':
      return { stroke: '#212529', fill: GRAYS[4], text: INK }
    case 'branch':
      return { stroke: '#495057', fill: GRAYS[tone.branch % 5] ?? GRAYS[0], text: INK }
    default:
      return { stroke: '#343a40', fill: GRAYS[tone.tone === 'plain' ? 0 : 2], text: INK }
  }
}
