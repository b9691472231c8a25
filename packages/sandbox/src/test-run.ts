import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createSandbox,
  type KnowledgeHooks,
  type Language,
  type OutputChunk,
  type Progress,
  type RunOutcome,
  type Sandbox,
  type SandboxOptions,
} from './index.ts'

/** One folder for all tests, those of the API among them: the Python snapshot is made once. */
export const testCacheDir = join(tmpdir(), 'outlast-tests', 'sandbox')

export function openTestSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return createSandbox({ cacheDir: testCacheDir, warm: { typescript: 1, python: 0 }, ...options })
}

type Extras = {
  stdin?: string
  timeoutMs?: number
  signal?: AbortSignal
  checkpoint?: unknown
  knowledge?: KnowledgeHooks
  onOutput?: (chunk: OutputChunk) => void | Promise<void>
}
export type Seen = {
  outcome: RunOutcome
  output: OutputChunk[]
  stdout: string
  stderr: string
  progress: Progress[]
  saved: unknown[]
}

/** Runs code and gathers everything that its caller is told. */
export async function runCode(
  sandbox: Sandbox,
  [language, code]: [Language, string],
  extras: Extras = {},
): Promise<Seen> {
  const output: OutputChunk[] = []
  const progress: Progress[] = []
  const saved: unknown[] = []
  const outcome = await sandbox.run(
    { language, code, stdin: extras.stdin, timeoutMs: extras.timeoutMs ?? 20_000 },
    {
      signal: extras.signal ?? new AbortController().signal,
      onOutput(chunk) {
        output.push(chunk)
        return extras.onOutput?.(chunk)
      },
      onProgress: (report) => progress.push(report),
      saveCheckpoint: async (value) => void saved.push(value),
      loadCheckpoint: async () => extras.checkpoint,
      knowledge: extras.knowledge,
    },
  )
  const textOf = (stream: string) =>
    output
      .filter((chunk) => chunk.stream === stream)
      .map((chunk) => chunk.text)
      .join('')
  return { outcome, output, stdout: textOf('stdout'), stderr: textOf('stderr'), progress, saved }
}

/** The children of a host, this process unless told otherwise, as the register on disk knows them. */
export function childPids(hostPid = process.pid): number[] {
  const dir = join(testCacheDir, 'children')
  return readdirSync(dir)
    .filter((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')).host.pid === hostPid)
    .map(Number)
}

export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`)
}
