import { DrawingError, type Look } from '@outlast/canvas'
import type { Target } from '../../../model/ask-model.ts'
import type { Artist, DrawRequest } from './artist.ts'
import { planWithModel } from './plan-with-model.ts'
import { createArtistThreads } from './threads.ts'

/** The artist of this process. Without a model, the built-in planner says what to draw. */
export function createArtist({ model }: { model: Target | null }): Artist {
  const threads = createArtistThreads()
  return {
    planner: model?.server?.model ?? 'built-in',
    async draw(request, { signal, onPlanned }) {
      const { instructions, seed, elements } = request
      const intent = model === null ? null : await planWithModel(model, instructions, signal)
      const task = { instructions, intent, look: lookOf(request), seed, elements }
      return threads.run('draw', task, { signal, onPlanned })
    },
    fromMermaid: (text, { seed }) => threads.run('mermaid', { text, seed }),
    toMermaid() {
      throw new DrawingError('not_a_graph', 'The drawing is no graph.')
    },
    close: () => threads.close(),
  }
}

function lookOf({ style, colorScheme }: Pick<DrawRequest, 'style' | 'colorScheme'>): Look {
  return { style, colorScheme }
}
