/** How much of a continuation is looked at for words that repeat the end of what is there. */
const WINDOW_CHARS = 200
/** Fewer characters in common happen by chance: "the ", "- ". */
const MIN_OVERLAP_CHARS = 12

/** What a model is asked when its answer broke off. */
export const GO_ON =
  'Your answer was interrupted on its way. Go on exactly where it stopped, in the middle of a word if need be. Repeat nothing, and say nothing about the interruption.'

/** Takes off the beginning of a continuation what repeats the end of `text`, or all of it: models like to start over. */
export function createContinuation(text: string): { push(piece: string): string; end(): string } {
  let held: string | null = ''

  function release(added: string): string {
    held = null
    return added
  }

  return {
    push(piece) {
      if (held === null) return piece
      held += piece
      if (held.startsWith(text)) return release(held.slice(text.length))
      if (text.startsWith(held) || held.length < WINDOW_CHARS) return ''
      return release(withoutOverlap(text, held))
    },
    end() {
      const startedOver = held !== null && held.length >= MIN_OVERLAP_CHARS && text.startsWith(held)
      return held === null || startedOver ? release('') : release(withoutOverlap(text, held))
    },
  }
}

function withoutOverlap(text: string, added: string): string {
  for (let length = Math.min(text.length, added.length); length >= MIN_OVERLAP_CHARS; length -= 1) {
    if (text.endsWith(added.slice(0, length))) return added.slice(length)
  }
  return added
}
