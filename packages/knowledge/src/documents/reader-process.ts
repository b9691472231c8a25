import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { DocumentLimits } from './limits.ts'

const MIB = 1_048_576
const ENTRY = fileURLToPath(new URL('./reader-entry.ts', import.meta.url))

/** As much as the sandbox's programs get: a third of the server's weight where they compete for a core. */
const NICENESS = 5

/** A decompressor fills 1 GB/s: 50 MB between two looks, 6 µs each. */
const WATCH_MS = 50

/**
 * A node that may read files and nothing else: no writing, no processes, no threads, no add-ons, no code from strings. The network is
 * not covered by the permissions of Node 24; the entry takes away `fetch`. The heap ends below the watched limit, so that most
 * documents meet V8's own error before they are killed.
 */
function nodeFlags({ memoryBytes }: DocumentLimits): string[] {
  const heapMib = Math.floor((memoryBytes * 0.75) / MIB)
  return [
    `--max-old-space-size=${heapMib}`,
    '--permission',
    '--allow-fs-read=*',
    '--disallow-code-generation-from-strings',
  ]
}

/**
 * For a server that was killed while the child is in a loop: then nobody looks at the clock or the memory, and the kernel ends it.
 * 2 GiB above the watched memory, because V8 reserves more than it uses; twice the time, because threads count together.
 */
function limitScript({ memoryBytes, timeoutMs }: DocumentLimits): string {
  const cpuS = Math.ceil((2 * timeoutMs) / 1_000)
  const dataKib = Math.ceil((memoryBytes + 2_048 * MIB) / 1_024)
  return `ulimit -c 0; ulimit -t ${cpuS}; ulimit -d ${dataKib} 2>/dev/null || :; exec "$@"`
}

/** Starts a reading process; it waits for its order by IPC and the bytes through stdin. */
export function startReader(limits: DocumentLimits): ChildProcess {
  const command = [process.execPath, ...nodeFlags(limits), ENTRY]
  if (process.platform !== 'win32') command.unshift('/bin/sh', '-c', limitScript(limits), 'sh')
  const [file = process.execPath, ...args] = command
  const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'pipe', 'ipc'], serialization: 'advanced', env: {} })
  if (child.pid !== undefined) lowerPriority(child.pid)
  return child
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS)
  } catch (error) {
    // It has ended already, which its exit event reports.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')) throw error
  }
}

/** Calls `onLimit` once when the process holds more than `limitBytes`. Only on Linux; elsewhere the heap and the clock are the limits. */
export function watchMemory(pid: number, limitBytes: number, onLimit: () => void): { stop(): void } {
  if (process.platform !== 'linux') return { stop: () => undefined }
  const timer = setInterval(() => {
    if (residentBytes(pid) <= limitBytes) return
    clearInterval(timer)
    onLimit()
  }, WATCH_MS)
  return { stop: () => clearInterval(timer) }
}

/** From `status` and not `statm`, which counts in pages whose size differs from machine to machine. 0 when the process is gone. */
function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return 0
    throw error
  }
}
