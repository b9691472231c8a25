/** What a run finds in TypeScript and JavaScript besides the language: the sandbox's own globals. */
export const AMBIENT_TYPES = `
/** Reports how far the run is: \`fraction\` from 0 to 1, and what it is doing. */
declare function progress(fraction: number, label?: string): void

/** Shows a value: text, an SVG, a table for an array of objects, JSON for what is JSON. */
declare function display(value: unknown): void

/** Values that survive a restart of the run: what was saved last comes back in the next attempt. 1 MiB of JSON at most. */
declare const checkpoint: {
  save(value: unknown): Promise<void>
  load<T = any>(): Promise<T | null>
}

/** The whole input of the run. */
declare const stdin: string

/** The next line of the input, or null at its end. */
declare function input(): string | null
`
