import type { CoachAction } from '@outlast/contract'
import { ACTIONS_FENCE, MAX_ACTIONS, parseActions } from './actions.ts'

const BLOCK_END = '\n```'

/** Line breaks that are held back at most: they go if a block follows. */
const MAX_HELD_BREAKS = 64

/** Takes the blocks of actions out of a streaming text. Holds back only what may be the beginning of one. */
export class ActionFilter {
  #actions: CoachAction[] = []
  #held = ''
  /** Whether `#held` begins a line. */
  #lineStart = true
  #inBlock = false
  /** How much of a block was searched for its end: a long block comes in small pieces, too. */
  #searched = 0
  /** Line breaks before a block: shown only if more text follows. */
  #gap: string | null = null

  /** What of the text so far can be shown and was not yet. */
  push(piece: string): string {
    this.#held += piece
    let text = ''
    for (;;) {
      if (this.#inBlock && !this.#leaveBlock()) return text
      const fence = findFence(this.#held, this.#lineStart)
      if (fence < 0) return text + this.#take(safeEnd(this.#held, this.#lineStart))
      text += this.#enterBlock(fence)
    }
  }

  /** What was held back until now, and the actions. */
  end(): { text: string; actions: CoachAction[] } {
    // A block that was not closed may be whole all the same.
    if (this.#inBlock) this.#actions.push(...parseActions(this.#held.slice(ACTIONS_FENCE.length)))
    const text = this.#inBlock ? '' : this.#take(this.#held.length)
    return { text, actions: this.#actions.slice(0, MAX_ACTIONS) }
  }

  #take(end: number): string {
    let text = this.#held.slice(0, end)
    this.#held = this.#held.slice(end)
    if (this.#gap !== null) {
      text = text.replace(/^\s+/, '')
      if (text === '') return ''
      text = this.#gap + text
      this.#gap = null
    }
    if (text !== '') this.#lineStart = text.endsWith('\n')
    return text
  }

  #enterBlock(fence: number): string {
    const end = this.#held.slice(0, fence).trimEnd().length
    const breaks = this.#held.slice(end, fence)
    this.#held = this.#held.slice(0, end) + this.#held.slice(fence)
    const text = this.#take(end)
    this.#gap ??= breaks
    this.#inBlock = true
    this.#searched = 0
    return text
  }

  #leaveBlock(): boolean {
    const end = this.#held.indexOf(BLOCK_END, this.#searched)
    this.#searched = Math.max(0, this.#held.length - BLOCK_END.length)
    if (end < 0) return false
    this.#actions.push(...parseActions(this.#held.slice(ACTIONS_FENCE.length, end)))
    this.#held = this.#held.slice(end + BLOCK_END.length)
    this.#inBlock = false
    this.#lineStart = true
    return true
  }
}

/** Where a line begins with the fence. */
function findFence(text: string, lineStart: boolean): number {
  if (lineStart && text.startsWith(ACTIONS_FENCE)) return 0
  const after = text.indexOf(`\n${ACTIONS_FENCE}`)
  return after < 0 ? -1 : after + 1
}

/** Up to where no fence can begin, whatever comes. */
function safeEnd(text: string, lineStart: boolean): number {
  const lastLine = text.lastIndexOf('\n') + 1
  if (lastLine === 0 && !lineStart) return text.length
  if (!ACTIONS_FENCE.startsWith(text.slice(lastLine))) return text.length
  const breaks = /\s*$/.exec(text.slice(Math.max(0, lastLine - MAX_HELD_BREAKS), lastLine))?.[0] ?? ''
  return lastLine - breaks.length
}
