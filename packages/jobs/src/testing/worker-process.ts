// A worker of its own, for tests that kill it: `node worker-process.ts DATABASE_URL`. Prints "ready" when it takes jobs.
import { createDatabase } from '@outlast/db'
import { createEngine } from '../engine.ts'
import { crashKinds } from './crash-kinds.ts'

const [, , url = ''] = process.argv
await createEngine({
  database: createDatabase({ url }),
  definitions: crashKinds(10),
  work: true,
  maxConcurrent: 10,
  perWorkspace: null,
  pollMs: 1_000,
  keepDays: 30,
  onEvent: (event) => {
    if (event.type === 'error') process.stderr.write(`${String(event.error)}\n`)
  },
})
process.stdout.write('ready\n')
