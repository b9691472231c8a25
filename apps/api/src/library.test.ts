import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareUploads } from './library.ts'

test('nobody else on the machine may read what is uploaded', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'outlast-uploads-'))
  const uploads = await prepareUploads({ dataDir: join(dir, 'data') })
  expect((await stat(uploads)).mode & 0o777).toBe(0o700)
  await rm(dir, { recursive: true })
})
