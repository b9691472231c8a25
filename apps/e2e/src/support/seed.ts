import { type Job, type Language, type StoredFile, isTerminal } from '@outlast/contract'
import type { Client } from './client.ts'

/** What a test starts with: a saved script. */
export interface SeedScript {
  name: string
  code: string
  language?: Language
}

/** Saves a script and answers with its id. */
export async function seedScript(api: Client, { name, code, language = 'python' }: SeedScript): Promise<string> {
  const answer = await api.execute.createScript({ body: { name, language, code } })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.script_id
}

/** Starts a run, of a saved script if it is named, and answers with the job's id. */
export async function seedRun(api: Client, script: SeedScript & { scriptId?: string }): Promise<string> {
  const { name: title, code, language = 'python', scriptId } = script
  const body = { title, language, code, ...(scriptId === undefined ? {} : { script_id: scriptId }) }
  const answer = await api.execute.run({ body })
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
  return answer.body.job_id
}

/** The job as it is now, without its log. */
export async function readJob(api: Client, jobId: string): Promise<Job> {
  const answer = await api.jobs.get({ params: { job_id: jobId }, query: {} })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Holds requests until the job satisfies `is`; by default until it has ended. */
export async function untilJob(
  api: Client,
  jobId: string,
  is: (job: Job) => boolean = ({ status }) => isTerminal(status),
): Promise<Job> {
  let revision = 0
  let after = 0
  for (;;) {
    const query = { after, revision, wait_s: 20 }
    const answer = await api.jobs.get({ params: { job_id: jobId }, query })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    if (is(answer.body)) return answer.body
    if (isTerminal(answer.body.status)) throw new Error(`The job has ended: ${JSON.stringify(answer.body.error)}`)
    ;({ revision, next_after: after } = answer.body)
  }
}

/** Starts a run and waits for its end. */
export async function seedEndedRun(api: Client, script: SeedScript & { scriptId?: string }): Promise<Job> {
  return untilJob(api, await seedRun(api, script))
}

/** Starts a run that never ends, waits until it runs, and answers with its id. */
export async function seedEndlessRun(api: Client, name: string): Promise<string> {
  const jobId = await seedRun(api, { name, code: 'import time\nwhile True: time.sleep(0.1)' })
  await untilJob(api, jobId, ({ status }) => status === 'running')
  return jobId
}

/** Asks a job to stop and waits until it has. */
export async function cancelJob(api: Client, jobId: string): Promise<Job> {
  await api.jobs.cancel({ params: { job_id: jobId }, body: {} })
  return untilJob(api, jobId)
}

/** Every job of the workspace, newest first. */
export async function listJobs(api: Client): Promise<Job[]> {
  const answer = await api.jobs.list({ query: { limit: 200 } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.items
}

/** Uploads a document and waits until it is indexed. */
export async function seedFile(
  api: Client,
  { name, bytes, collection = 'library' }: { name: string; bytes: Buffer; collection?: string },
): Promise<StoredFile> {
  const body = new FormData()
  body.append('collection', collection)
  body.append('file', new File([new Uint8Array(bytes)], name))
  const answer = await api.files.upload({ body })
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
  const { job_id: jobId, file_id } = answer.body
  if (jobId === null) throw new Error('The file has no job.')
  await untilJob(api, jobId)
  const indexed = await api.files.get({ params: { file_id } })
  if (indexed.status !== 200) throw new Error(JSON.stringify(indexed.body))
  return indexed.body
}

/** Makes a collection of texts. */
export async function seedCollection(api: Client, name: string, texts: readonly string[]): Promise<void> {
  const made = await api.library.createCollection({ body: { name, embedding: 'hashed' } })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const filled = await api.library.upsert({ params: { name }, body: { items: texts.map((text) => ({ text })) } })
  if (filled.status !== 200) throw new Error(JSON.stringify(filled.body))
}
