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

/** What went wrong first after the log had the size `start`. */
export async function complaintSince(cluster: Cluster, start: number): Promise<string> {
  return complaintIn(await readFrom(logPath(cluster), start).catch(() => ''))
}

/** The first complaint in what a program of PostgreSQL wrote, without time, process id and severity. */
export function complaintIn(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '')
  const line = lines.find((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1)
  return line?.replace(/^.*?(FATAL|PANIC|ERROR|error|initdb): +/, '') ?? 'no reason given'
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
