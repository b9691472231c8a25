import { type Collection, type SearchResult, StoredFile, type Upserted } from '@outlast/contract'
import type { Member } from './harness.ts'

/** Uploads a document; answers the file and whether it was new (202) or known (200). */
export async function uploadDocument(
  member: Member,
  document: { name: string; content: string | Uint8Array<ArrayBuffer>; collection?: string },
): Promise<{ file: StoredFile; status: number }> {
  const response = await postDocument(member, document)
  if (!response.ok) throw new Error(`POST /api/files answered ${response.status}: ${await response.text()}`)
  return { file: StoredFile.parse(await response.json()), status: response.status }
}

export function postDocument(
  member: Member,
  { name, content, collection }: { name: string; content: string | Uint8Array<ArrayBuffer>; collection?: string },
): Promise<Response> {
  const form = new FormData()
  if (collection !== undefined) form.set('collection', collection)
  form.set('file', new Blob([content]), name)
  return member.fetch('/api/files', { method: 'POST', body: form })
}

export async function createCollection(
  member: Member,
  body: Parameters<Member['api']['library']['createCollection']>[0]['body'],
): Promise<Collection> {
  const answer = await member.api.library.createCollection({ body })
  if (answer.status !== 201) throw new Error(`POST /api/collections answered ${answer.status}.`)
  return answer.body
}

export async function getCollection(member: Member, name: string): Promise<Collection> {
  const answer = await member.api.library.getCollection({ params: { name } })
  if (answer.status !== 200) throw new Error(`GET /api/collections/${name} answered ${answer.status}.`)
  return answer.body
}

export async function upsert(
  member: Member,
  name: string,
  body: Parameters<Member['api']['library']['upsert']>[0]['body'],
): Promise<Upserted> {
  const answer = await member.api.library.upsert({ params: { name }, body })
  if (answer.status !== 200) throw new Error(`POST …/upsert answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function search(
  member: Member,
  name: string,
  body: Parameters<Member['api']['library']['search']>[0]['body'],
): Promise<SearchResult> {
  const answer = await member.api.library.search({ params: { name }, body })
  if (answer.status !== 200) throw new Error(`POST …/search answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Texts about four matters, each with words of its own, for searches and trainings that have something to find. */
export function writeTexts(count: number): string[] {
  const matters = [
    'tomato soil seeds water sun garden harvest leaves roots compost spring greenhouse basil pruning shade',
    'server deploy rollback release pipeline database migration latency outage monitor container cluster backup alert',
    'invoice payment refund customer discount tax receipt account balance price contract budget audit bank',
    'whale ocean tide coral island harbour sailor storm anchor lighthouse fish reef wave current',
    'violin orchestra rehearsal melody chorus piano conductor rhythm concert audience stage harmony opera song',
    'bread flour oven yeast butter sugar dough knead salt crust recipe bake slice pan warm',
  ].map((words) => words.split(' '))
  return Array.from({ length: count }, (_, at) => {
    const words = matters[at % matters.length] ?? []
    const picked = Array.from({ length: 12 }, (_, n) => words[(at * 5 + n * 3) % words.length])
    return `Note ${at}: ${picked.join(' ')}.`
  })
}
