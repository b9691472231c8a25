/** What a person sees in the terminal while Outlast starts and runs. */
export class Screen {
  readonly #live = process.stdout.isTTY
  readonly #startedAt = Date.now()

  /** What is being done now; the next step takes its place. */
  step(text: string): void {
    process.stdout.write(this.#live ? `\r\x1b[2K${text} …` : `${text} …\n`)
  }

  ready(text: string): void {
    const seconds = ((Date.now() - this.#startedAt) / 1000).toFixed(1)
    this.#line(this.#live ? `\x1b[1m${text}\x1b[0m  (${seconds} s)` : `${text}  (${seconds} s)`)
  }

  note(text: string): void {
    this.#line(text)
  }

  fail(text: string): void {
    if (this.#live) process.stdout.write('\r\x1b[2K')
    process.stderr.write(`${text}\n`)
  }

  #line(text: string): void {
    process.stdout.write(`${this.#live ? '\r\x1b[2K' : ''}${text}\n`)
  }
}
