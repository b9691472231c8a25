import type { Look } from '@outlast/canvas'
import type { Target } from '../../../model/ask-model.ts'
import type { Artist } from './artist.ts'
import { planChangeWithModel, planWithModel } from './plan-with-model.ts'
import { createArtistThreads } from './threads.ts'

/** The artist of this process. Without a model, the built-in planner says what to draw. */
export function createArtist({ model }: { model: Target | null }): Artist {
  const threads = createArtistThreads()
  return {
    planner: model?.server?.model ?? 'built-in',
    async draw({ instructions, elements, selection, seed, ...style }, options) {
      const look: Look = style
      const { signal } = options
      if (elements.length === 0) {
        const intent = model && (await planWithModel(model, instructions, signal))
        return threads.run('draw', { instructions, intent, look, seed }, options)
      }
      const change = model && (await planChangeWithModel(model, { instructions, elements, selection }, signal))
      return threads.run('change', { instructions, change, look, seed, elements, selection }, options)
    },
    fromMermaid: (text, { seed }) => threads.run('fromMermaidText', { text, seed }),
    toMermaid: (elements) => threads.run('toMermaidText', elements),
    close: () => threads.close(),
  }
}
