import { expect, test } from 'vitest'
import { COLORS } from '../intent/intent.ts'
import type { Tone } from '../scene/scene.ts'
import { COLOR_SCHEMES, STYLES } from './drawing.ts'
import { HANDS, arrowColor, mutedText, paintOf } from './look.ts'

const TONES: Tone[] = [
  ...(
    ['plain', 'accent', 'strong', 'muted', 'group', 'start', 'end', 'decision', 'note', 'external', 'bare'] as const
  ).map((tone) => ({ tone })),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((branch) => ({ tone: 'branch' as const, branch })),
  ...COLORS.map((color) => ({ tone: 'color' as const, color })),
]
const LOOKS = STYLES.flatMap((style) => COLOR_SCHEMES.map((colorScheme) => ({ style, colorScheme })))

test.each(LOOKS)('text is read on its shape in light and dark: $style, $colorScheme', (look) => {
  for (const tone of TONES) {
    const { fill, text } = paintOf(tone, look)
    for (const theme of [light, dark]) {
      const ground = theme(fill === 'transparent' ? '#ffffff' : fill)
      expect(contrast(theme(text), ground), `${JSON.stringify(tone)} ${theme.name}`).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test.each(LOOKS)('arrows are seen on the canvas in light and dark: $style, $colorScheme', (look) => {
  for (const theme of [light, dark]) {
    expect(contrast(theme(arrowColor({ tone: 'plain' }, look)), theme('#ffffff'))).toBeGreaterThanOrEqual(3)
    expect(contrast(theme(mutedText), theme('#f1f3f5'))).toBeGreaterThanOrEqual(4.5)
  }
})

test('no two looks paint a step alike', () => {
  const paints = LOOKS.map((look) => JSON.stringify([HANDS[look.style], paintOf({ tone: 'accent' }, look)]))
  expect(new Set(paints).size).toBe(LOOKS.length)
})

type Rgb = [number, number, number]
const light = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb

/** Excalidraw's dark theme: `invert(93%) hue-rotate(180deg)`, with the matrix of the CSS filter. */
function dark(hex: string): Rgb {
  const [r, g, b] = light(hex).map((value) => value * (1 - 2 * 0.93) + 0.93) as Rgb
  const rotated = [
    -0.574 * r + 1.43 * g + 0.144 * b,
    0.426 * r + 0.43 * g + 0.144 * b,
    0.426 * r + 1.43 * g - 0.856 * b,
  ]
  return rotated.map((value) => Math.min(1, Math.max(0, value))) as Rgb
}

/** WCAG 2.2's contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
