import 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string
  }
}
