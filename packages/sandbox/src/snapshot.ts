import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { arch } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { InstallPaths } from './install-paths.ts'
import { type LaunchDeps, launch } from './launch.ts'

export type SnapshotDeps = LaunchDeps & {
  cacheDir: string
  /** Aborted when the sandbox is closed: a builder is killed. */
  closing: AbortSignal
}

/** What Python runs before it is frozen, in this order. */
const preludes = ['knowledge.py', 'prelude.py']

/** Memory for making it: Python is started from nothing, 400 MiB were seen. */
const buildBytes = 1_073_741_824

/**
 * The path of the Python snapshot, which is made first if it isn't there (2 s). Its name holds everything it depends on; it is
 * written beside its place and renamed, so that a reader sees a whole one or none, and builders at the same time do no harm.
 */
export async function ensureSnapshot(
  deps: SnapshotDeps,
  onBuilt: (built: { bytes: number; tookMs: number }) => void,
): Promise<string> {
  const path = join(deps.cacheDir, `python-${await snapshotKey(deps.paths)}.bin`)
  if (await exists(path)) return path
  await mkdir(deps.cacheDir, { recursive: true })
  const draft = `${path}.${randomUUID()}.draft`
  const began = performance.now()
  try {
    await build(deps, draft)
    const { size } = await stat(draft)
    await rename(draft, path)
    onBuilt({ bytes: size, tookMs: Math.round(performance.now() - began) })
  } finally {
    await rm(draft, { force: true })
  }
  return path
}

async function snapshotKey(paths: InstallPaths): Promise<string> {
  const hash = createHash('sha256')
  hash.update([paths.denoVersion, paths.pyodideVersion, arch()].join('\0'))
  for (const file of [...preludes, 'load-pyodide.js', 'build-snapshot.js'])
    hash.update(await readFile(join(paths.runner, file)))
  return hash.digest('hex').slice(0, 24)
}

async function build(deps: SnapshotDeps, draft: string): Promise<void> {
  deps.closing.throwIfAborted()
  const paths = preludes.map((file) => join(deps.paths.runner, file))
  const child = launch(deps, {
    entry: 'build-snapshot.js',
    args: [deps.paths.pyodide, ...paths],
    readable: [deps.paths.pyodide, ...paths],
    memoryBytes: buildBytes,
    openFiles: 64,
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(-4_000)))
  const exited = new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject))
  const kill = () => child.kill('SIGKILL')
  deps.closing.addEventListener('abort', kill)
  // `flush`: on disk before the rename, or a power cut could leave a name without its bytes.
  const written = pipeline(child.stdout, createWriteStream(draft, { flush: true }))
  const [code] = await Promise.all([exited, written]).finally(() => deps.closing.removeEventListener('abort', kill))
  if (code !== 0) throw new Error(`The Python snapshot could not be made (code ${code}): ${errors.trim()}`)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
