/** The code of a system or PostgreSQL error (`ENOENT`, `42501`), else its text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
}
