import { DrawingError, drawIntent, parseIntent } from '@outlast/canvas'
import { DrawingElement } from '@outlast/contract'
import { z } from 'zod'
import type { Artist } from './artist.ts'

/** Draws chains of arrows only, for now. */
export function createArtist(): Artist {
  return {
    planner: 'built-in',
    async draw({ instructions, style, colorScheme, elements, seed }, { onPlanned }) {
      const intent = parseIntent(planChains(instructions))
      const look = { style, colorScheme }
      const beside = elements.map(({ x, y, width, height }) => ({ x, y, width, height }))
      const summary = `A flowchart. Drawn by the built-in planner.`
      const drawing = await drawIntent(intent, { look, seed, beside, onLaidOut: () => onPlanned(summary) })
      const steps = drawing.steps.map((step) => ({ ...step, elements: z.array(DrawingElement).parse(step.elements) }))
      return { summary, steps, change: [], remove: [] }
    },
    async fromMermaid(text, { seed }) {
      const look = { style: 'modern', colorScheme: 'default' } as const
      const { elements } = await drawIntent(parseIntent(planChains(text)), { look, seed })
      return z.array(DrawingElement).parse(elements)
    },
    toMermaid() {
      throw new DrawingError('not_a_graph', 'The drawing is no graph.')
    },
    async close() {},
  }
}

function planChains(text: string): unknown {
  const names = new Map<string, string>()
  const idOf = (name: string): string => {
    const id = names.get(name) ?? `n${names.size}`
    names.set(name, id)
    return id
  }
  const edges = text.split('\n').flatMap((line) => {
    const parts = line.split(/-+>/).map((part) => part.trim())
    return parts.slice(1).map((to, at) => ({ from: idOf(parts[at] ?? ''), to: idOf(to) }))
  })
  if (edges.length === 0) idOf(text.slice(0, 40))
  return { kind: 'flowchart', nodes: [...names].map(([label, id]) => ({ id, label })), edges }
}
