import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Client } from '../../src/support/client.ts'
import { seedFile, untilJob } from '../../src/support/seed.ts'

const Passage = z.object({ title: z.string(), text: z.string() })
const PASSAGES = new URL('../../../../bench/retrieval/passages.jsonl', import.meta.url)

/** Documents of a small team, ten passages each, in the order of the passages. */
const DOCUMENTS = [
  'Leave.md',
  'Expenses.md',
  'On call.md',
  'Security.md',
  'Hiring and remote work.md',
  'Databases.md',
  'Backups.md',
  'Deploys.md',
]

/** Uploads the documents of a team and trains their collection on them. */
export async function seedLibrary(api: Client): Promise<void> {
  const lines = readFileSync(PASSAGES, 'utf8').split('\n').filter(Boolean)
  const passages = lines.map((line) => Passage.parse(JSON.parse(line)))
  for (const [at, name] of DOCUMENTS.entries()) {
    const sections = passages.slice(at * 10, at * 10 + 10).map(({ title, text }) => `## ${title}\n\n${text}`)
    const content = [`# ${name.replace('.md', '')}`, ...sections].join('\n\n')
    await seedFile(api, { name, bytes: Buffer.from(content) })
  }
  const trained = await api.library.train({ params: { name: 'library' }, body: { dimension: 128 } })
  if (trained.status !== 202) throw new Error(JSON.stringify(trained.body))
  await untilJob(api, trained.body.job_id)
}
