import { randomUUID } from 'node:crypto'
import type { Member } from '../testing/harness.ts'
import { createCollection, upsert, uploadDocument } from '../testing/library.ts'
import { followJob, startRun } from '../testing/runs.ts'

/** One thing of every kind, by the name that its id has in paths, queries and bodies. */
export type Things = Record<string, string> & { session: string }

/** Fills a workspace with one thing of every kind that the contract names by an id. */
export async function makeThings(member: Member): Promise<Things> {
  const session = randomUUID()
  const job_id = await startRun(member, { code: '1' })
  const script = bodyOf<{ script_id: string }>(
    await member.api.execute.createScript({ body: { name: 'theirs', language: 'python', code: '1' } }),
  )
  const { file } = await uploadDocument(member, { name: 'theirs.md', content: '# Theirs\n\nA secret passage.' })
  if (file.job_id !== null) await followJob(member, file.job_id)
  // Names belong to workspaces: one that nobody else has.
  const collection = await createCollection(member, { name: `c-${randomUUID()}` })
  await upsert(member, collection.name, { items: [{ text: 'A secret passage.' }] })
  const token = bodyOf<{ token_id: string }>(await member.api.workspace.mintToken({ body: { name: 'theirs' } }))
  return {
    session,
    job_id,
    name: collection.name,
    token_id: token.token_id,
    script_id: script.script_id,
    file_id: file.file_id,
    ...(await makeThread(member, session)),
    ...(await makeBasket(member)),
    ...(await makeCanvas(member)),
  }
}

async function makeThread(member: Member, session: string) {
  const headers = { 'x-session-id': session }
  const { thread_id } = bodyOf<{ thread_id: string }>(await member.api.coach.createThread({ headers, body: {} }))
  const sent = await member.api.coach.sendMessage({
    headers,
    params: { thread_id },
    body: { text: 'A secret question?' },
  })
  const { answer } = bodyOf<{ answer: { message_id: string; job_id: string } }>(sent)
  await followJob(member, answer.job_id)
  return { thread_id, message_id: answer.message_id }
}

async function makeBasket(member: Member) {
  const { basket_id } = bodyOf<{ basket_id: string }>(await member.api.baskets.create({ body: { name: 'theirs' } }))
  const params = { basket_id }
  const block = bodyOf<{ id: string }>(await member.api.baskets.addBlock({ params, body: { title: 'A secret block' } }))
  const dump = bodyOf<{ dump_id: string }>(await member.api.baskets.addDump({ params, body: { content: 'A secret.' } }))
  const delta = bodyOf<{ delta_id: string; changes: { change_id: string }[] }>(
    await member.api.baskets.work({
      headers: { prefer: 'wait=20' },
      params,
      body: { request_id: 'one', basket_id, sources: [{ type: 'text', content: 'Decision: we meet on Mondays.' }] },
    }),
  )
  const [change] = delta.changes
  if (!change) throw new Error('Nothing was proposed.')
  return { basket_id, block_id: block.id, dump_id: dump.dump_id, delta_id: delta.delta_id, change_id: change.change_id }
}

async function makeCanvas(member: Member) {
  const { job_id } = bodyOf<{ job_id: string }>(await member.api.canvas.draw({ body: { instructions: 'A -> B' } }))
  await followJob(member, job_id)
  const { result } = bodyOf<{ result: { canvas_id: string; proposal_id: string } }>(
    await member.api.canvas.jobResult({ params: { job_id } }),
  )
  const params = { canvas_id: result.canvas_id }
  await member.api.canvas.save({ params, body: { version: 1, elements: [], label: 'theirs' } })
  const versions = bodyOf<{ items: { version_id: string }[] }>(
    await member.api.canvas.listVersions({ params, query: {} }),
  )
  const [version] = versions.items
  if (!version) throw new Error('No version was kept.')
  return {
    drawing_id: job_id,
    canvas_id: result.canvas_id,
    proposal_id: result.proposal_id,
    version_id: version.version_id,
  }
}

function bodyOf<T>({ status, body }: { status: number; body: unknown }): T {
  if (status >= 300) throw new Error(`It was answered with ${status}: ${JSON.stringify(body)}`)
  return body as T
}
