import { describe, expect, test } from 'vitest'
import { checkDrawing } from '../check/check-drawing.ts'
import { drawIntent } from '../draw/draw-intent.ts'
import type { Style } from '../draw/drawing.ts'
import { Intent } from '../intent/intent.ts'
import { planDrawing } from '../plan/plan-drawing.ts'
import { CORPUS } from './corpus.ts'

test('the corpus has at least 60 requests, of all kinds, with names of their own', () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60)
  expect(new Set(CORPUS.map(({ kind }) => kind))).toEqual(
    new Set(Intent.options.map((option) => option.shape.kind.value)),
  )
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length)
})

describe.each(CORPUS)('$name', ({ name, instructions, kind, rule, style = 'modern', scheme = 'default' }) => {
  test('is read as what it is', () => {
    const plan = planDrawing(instructions)
    expect({ rule: plan.rule, kind: plan.intent.kind }).toEqual({ rule, kind })
  })

  // In its own hand and in the widest one.
  test.each([...new Set<Style>([style, 'creative'])])(
    'nothing overlaps, overflows or is unbound: %s',
    async (style) => {
      const look = { style, colorScheme: scheme }
      const { elements, steps } = await drawIntent(planDrawing(instructions).intent, { look, seed: name })
      expect(checkDrawing(elements)).toEqual([])
      expect(steps.flatMap((step) => step.elements)).toEqual(elements)
      expect(elements.every((element) => element.link === null)).toBe(true)
    },
  )
})

test('the same request with the same seed is the same drawing, and with another seed has other ids', async () => {
  const { intent } = planDrawing(CORPUS[0]?.instructions ?? '')
  const look = { style: 'modern', colorScheme: 'pastel' } as const
  const [first, again, other] = await Promise.all(['a', 'a', 'b'].map((seed) => drawIntent(intent, { look, seed })))
  expect(again).toEqual(first)
  const ids = new Set(first?.elements.map((element) => element.id))
  expect(other?.elements.some((element) => ids.has(element.id))).toBe(false)
})
