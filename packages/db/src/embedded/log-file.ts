import { open, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

const MAX_BYTES = 8 * 1024 * 1024

export function logPath(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log')
}

export async function logSize(cluster: Cluster): Promise<number> {
  const found = await stat(logPath(cluster)).catch(() => null)
  return found?.size ?? 0
}

/**
 * Keeps the log bounded: past 8 MiB it is copied to postgres.log.1 and emptied. PostgreSQL holds it open for appending,
 * so it goes on at the new end; what it writes between the copy and the cut is lost.
 */
export async function boundLog(cluster: Cluster): Promise<void> {
  const size = await logSize(cluster)
  if (size <= MAX_BYTES) return
  const path = logPath(cluster)
  await writeFile(`${path}.1`, await readFrom(path, size - MAX_BYTES), { mode: 0o600 })
  await truncate(path)
}

/** The last complaint written after `start` (a size), without its time and process id. */
export async function lastComplaint(cluster: Cluster, start: number): Promise<string> {
  const text = await readFrom(logPath(cluster), start).catch(() => '')
  const line = text.split('\n').findLast((line) => /FATAL|PANIC|ERROR|error/.test(line))
  return line?.replace(/^.*?(FATAL|PANIC|ERROR): +/, '') ?? 'no reason given'
}

async function readFrom(path: string, start: number): Promise<string> {
  const file = await open(path)
  try {
    const length = Math.min(MAX_BYTES, Math.max(0, (await file.stat()).size - start))
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
