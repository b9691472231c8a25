import type { DocumentLimits } from './limits.ts'

/** What every parser is given. */
export type ParseContext = {
  limits: DocumentLimits
  /** `fraction` of the parsing, 0..1, where the format lets one know. */
  progress(fraction: number, label: string): void
}
