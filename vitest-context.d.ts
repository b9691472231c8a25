import 'vitest'

declare module 'vitest' {
  /** What scripts/vitest-global-setup.ts hands to every test file. */
  export interface ProvidedContext {
    /** For createTestDatabase() of @outlast/db. */
    clusterUrl: string
  }
}
