export {
  type BpeEncoding,
  type CollectionInfo,
  type FileInfo,
  type FilePassage,
  HostCallError,
  type HostToken,
  type KnowledgeHooks,
  type MetadataCondition,
  type Scalar,
  type SearchHit,
  type SearchRequest,
  type TokenizerName,
  type UpsertItem,
} from './knowledge-hooks.ts'
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
export { createSandbox, OsWallMissing, type SandboxOptions } from './sandbox.ts'
