import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

/** What a thread holds in the kernel: its stack of 16 KiB, its entry among the threads, and what belongs to them. */
const threadKib = 32

/**
 * Resident bytes of a process; null when it is gone. Linux tells it in a file, other systems through `ps`. On Linux with what the kernel
 * holds for it: page tables grow without end where only empty pages are read, and threads cost it more than the process itself.
 */
export async function residentBytes(pid: number): Promise<number | null> {
  const kib = process.platform === 'linux' ? linuxKib(pid) : await psKib(pid)
  return kib === null ? null : kib * 1_024
}

/** Synchronous: /proc is memory, so this takes 6 µs and waits for nothing; through the thread pool it took 170 µs of processor. */
function linuxKib(pid: number): number | null {
  try {
    return kibIn(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** In this order there; a zombie has only the last. */
const held = /^VmRSS:\s+(\d+) kB$[^]*^VmPTE:\s+(\d+) kB$[^]*^Threads:\s+(\d+)$/m

function kibIn(status: string): number | null {
  const [, resident, pageTables, threads] = held.exec(status) ?? []
  return resident === undefined ? null : Number(resident) + Number(pageTables) + Number(threads) * threadKib
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
}

async function psKib(pid: number): Promise<number | null> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(
    (error: { code?: unknown }) => {
      // ps exits with 1 when there is no such process.
      if (error.code === 1) return { stdout: '' }
      throw error
    },
  )
  return stdout.trim() === '' ? null : Number(stdout.trim())
}

/**
 * Looks at a process every `everyMs` and calls `onLimit` once when it holds more than `limitBytes`, `onError` when it can't be
 * measured. V8's own limits don't count buffers, WebAssembly and workers: 3 GB were reached under a heap limit of 64 MB.
 */
export function watchMemory(
  watch: { pid: number; limitBytes: number; everyMs: number },
  on: { limit(): void; error(error: unknown): void },
): { stop(): void } {
  let stopped = false
  const look = async () => {
    const bytes = await residentBytes(watch.pid)
    if (stopped || bytes === null) return
    if (bytes > watch.limitBytes) return on.limit()
    schedule()
  }
  let timer: NodeJS.Timeout
  const schedule = () => {
    timer = setTimeout(() => look().catch(on.error), watch.everyMs)
  }
  schedule()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
