// A second process that writes: `node lancedb-writer.ts FOLDER TABLE FROM TO`. Upserts the records FROM to TO of
// dimension 4 in batches of 10, each of which it starts when it reads a line, and deletes every tenth.
import { createInterface } from 'node:readline'
import { openVectorStore } from '../open-vector-store.ts'
import { idOf, recordOf } from './vectors.ts'

const [, , folder = '', table = '', from = '', to = ''] = process.argv
const store = await openVectorStore(`lancedb:${folder}`)
process.stdout.write('ready\n')
let next = Number(from)
for await (const _ of createInterface({ input: process.stdin })) {
  const batch = Array.from({ length: 10 }, (_, index) =>
    recordOf(next + index, [1, next + index, 0, 0], { by: process.pid }),
  )
  await store.upsert(table, batch)
  await store.delete(table, [idOf(next)])
  next += 10
  if (next >= Number(to)) break
  process.stdout.write('ready\n')
}
await store.close()
process.exit(0)
