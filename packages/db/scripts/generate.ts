import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// `prisma generate` looks for a schema engine that it would download and never uses: any existing file stops that.
const result = spawnSync('prisma', ['generate', '--no-hints'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
})
process.exitCode = result.status ?? 1
