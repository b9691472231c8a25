import { open, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

const MAX_BYTES = 8 * 1024 * 1024

export function logPath(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log')
}

/**
 * Keeps the log bounded: past 8 MiB it is copied to postgres.log.1 and emptied. PostgreSQL holds it open for appending,
 * so it goes on at the new end; what it writes between the copy and the cut is lost.
 */
export async function boundLog(cluster: Cluster): Promise<void> {
  const path = logPath(cluster)
  const size = await stat(path).then(({ size }) => size, () => 0)
  if (size <= MAX_BYTES) return
  await writeFile(`${path}.1`, await tail(path, MAX_BYTES), { mode: 0o600 })
  await truncate(path)
}

/** The last complaint in the log, without its time and process id; what a failed start is explained with. */
export async function lastComplaint(cluster: Cluster): Promise<string> {
  const text = (await tail(logPath(cluster), 4096).catch(() => '')).toString()
  const line = text.split('\n').findLast((line) => /(FATAL|PANIC|ERROR|error):? /.test(line))
  return line?.replace(/^.*?(FATAL|PANIC|ERROR): +/, '') ?? 'no reason given'
}

async function tail(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const start = Math.max(0, size - bytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
