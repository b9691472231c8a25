/** What one document may cost. Beyond a limit it is refused, never cut short in silence. */
export type DocumentLimits = {
  /** Wall clock from the start of the reading process to its answer. */
  timeoutMs: number
  /** Resident bytes of the reading process. */
  memoryBytes: number
  pages: number
  /** UTF-16 code units of text. */
  characters: number
  zipEntries: number
  /** All entries of a ZIP archive together, unpacked. */
  zipBytes: number
}

/**
 * A 300-page book has some 700,000 characters and takes 1.1 s and 150 MiB, so these leave room for ten times the largest
 * that people keep, and keep four hostile files at a time within 4 GiB.
 */
export const DOCUMENT_LIMITS: DocumentLimits = {
  timeoutMs: 120_000,
  memoryBytes: 1_073_741_824,
  pages: 5_000,
  characters: 20_000_000,
  zipEntries: 10_000,
  zipBytes: 200_000_000,
}
