import type { PoolName } from './run-types.ts'

const mib = 1_048_576

/** Limits of one run. Bytes unless the name says otherwise. */
export type Limits = {
  /** Resident memory at which a process is killed; includes some 60 MiB (TypeScript) or 230 MiB (Python) that it has from the start. */
  memoryBytes: Record<PoolName, number>
  /** Output that is forwarded as it comes. */
  outputBytes: number
  /** Of what comes after that, the last so many bytes are delivered at the end. */
  tailBytes: number
  /** Beyond `outputBytes` the host reads no faster than this per second: dropping a flood must not cost it a core. */
  floodBytesPerS: number
  /** How often memory is measured, in milliseconds. A bomb fills about 100 MiB between two looks. */
  memoryCheckMs: number
  /** Open files of a process. Deno starts with about 20. */
  openFiles: number
}

/** The defaults; where a number isn't obvious it was measured on two cores. */
export const defaultLimits: Limits = {
  memoryBytes: { typescript: 512 * mib, python: 1_024 * mib },
  outputBytes: 8 * mib,
  tailBytes: mib,
  // 16 MiB/s: 4 % of a core.
  floodBytesPerS: 16 * mib,
  memoryCheckMs: 50,
  openFiles: 64,
}

/**
 * The longest frame a child may send, and the longest answer to one. A checkpoint of 1 MiB in JSON, with every character escaped
 * twice, stays below; of items and texts the runner sends 4 MiB at a time.
 */
export const frameBytes = 8 * mib
