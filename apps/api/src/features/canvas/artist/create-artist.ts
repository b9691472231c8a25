import type { Look } from '@outlast/canvas'
import type { Target } from '../../../model/ask-model.ts'
import type { Artist } from './artist.ts'
import { planChangeWithModel, planWithModel } from './plan-with-model.ts'
import { createArtistThreads } from './threads.ts'

export type ArtistOptions = {
  /** Without one, the built-in planner says what to draw. */
  model: Target | null
  /** Whether drawings are made in this process. */
  works: boolean
  /** Hears why a thread could not be started ahead of time. */
  onError(error: unknown): void
}

/** The artist of this process. */
export function createArtist({ model, works, onError }: ArtistOptions): Artist {
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
    wake() {
      if (works && threads.isCold()) threads.run('wake', null).catch(onError)
    },
    close: () => threads.close(),
  }
}
