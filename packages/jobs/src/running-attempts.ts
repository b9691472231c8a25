import type { Attempt } from './attempt.ts'
import type { Ticket } from './tickets.ts'

/** The attempts that this process has claimed and not settled, with the tickets that they hold. */
export class RunningAttempts {
  readonly #held = new Map<string, { attempt: Attempt; ticket: Ticket }>()
  #idle: (() => void)[] = []

  get size(): number {
    return this.#held.size
  }

  /** How many take a slot that all kinds share. */
  get sharing(): number {
    return this.all().filter(({ definition }) => !definition.ownSlots).length
  }

  all(): Attempt[] {
    return [...this.#held.values()].map(({ attempt }) => attempt)
  }

  find(jobId: string): Attempt | undefined {
    return this.#held.get(jobId)?.attempt
  }

  countOf(kind: string): number {
    return this.all().filter(({ job }) => job.kind === kind).length
  }

  ticketsByKind(): Map<string, Ticket[]> {
    const byKind = Map.groupBy(this.#held.values(), ({ attempt }) => attempt.job.kind)
    return new Map([...byKind].map(([kind, held]) => [kind, held.map(({ ticket }) => ticket)]))
  }

  /** An older attempt of the same job in this process was taken over, by this very claim. */
  add(attempt: Attempt, ticket: Ticket): void {
    this.find(attempt.job.id)?.abort('lost')
    this.#held.set(attempt.job.id, { attempt, ticket })
  }

  /** Does nothing where a later attempt has taken the place. */
  remove(attempt: Attempt): void {
    if (this.find(attempt.job.id) === attempt) this.#held.delete(attempt.job.id)
    if (this.#held.size === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Resolves when there are none. */
  async none(): Promise<void> {
    if (this.#held.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }
}
