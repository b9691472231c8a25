export type { Limits } from './limits.ts'
export { defaultLimits } from './limits.ts'
export type {
  FailureCode,
  Language,
  OutputChunk,
  PoolName,
  Progress,
  RunHooks,
  RunOutcome,
  RunRequest,
  RunResult,
  Sandbox,
  SandboxEvent,
  SandboxStatus,
} from './run-types.ts'
export { createSandbox, type SandboxOptions } from './sandbox.ts'
