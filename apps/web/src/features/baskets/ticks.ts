import { NOTHING_LEFT_OUT, type LeftOut } from './review-state.ts'

/** What a person has left out of which delta. Beside React, so that a tick draws one delta anew and not all of the page. */
export class Ticks {
  readonly #leftOut = new Map<string, LeftOut>()
  readonly #listeners = new Set<() => void>()

  leftOutOf(deltaId: string): LeftOut {
    return this.#leftOut.get(deltaId) ?? NOTHING_LEFT_OUT
  }

  change(deltaId: string, change: (leftOut: LeftOut) => LeftOut): void {
    this.#leftOut.set(deltaId, change(this.leftOutOf(deltaId)))
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
