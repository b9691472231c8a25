import { DrawingError, type Look } from '@outlast/canvas'
import type { Artist, DrawRequest } from './artist.ts'
import { createArtistThreads } from './threads.ts'

/** The artist of this process. */
export function createArtist(): Artist {
  const threads = createArtistThreads()
  return {
    planner: 'built-in',
    async draw(request, { signal, onPlanned }) {
      const { instructions, seed, elements } = request
      const task = { instructions, intent: null, look: lookOf(request), seed, elements }
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
