import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createCollection, getCollection, postDocument, search, uploadDocument } from '../../testing/library.ts'
import { problemOf } from '../../testing/problem.ts'
import { followJob } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { MAX_FILE_MB: '2' }, sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const HANDBOOK = `# Handbook

## Leave

Everyone has thirty days of leave. Sabbaticals come after five years.

## Expenses

Receipts go to the finance desk within ninety days.
`

async function getFile(fileId: string) {
  const answer = await member.api.files.get({ params: { file_id: fileId } })
  if (answer.status !== 200) throw new Error(`GET /api/files/${fileId} answered ${answer.status}.`)
  return answer.body
}

async function index(name: string, content: string | Uint8Array<ArrayBuffer>, collection?: string) {
  const { file } = await uploadDocument(member, { name, content, ...(collection === undefined ? {} : { collection }) })
  return { file, job: await followJob(member, file.job_id ?? '') }
}

test('an uploaded document is indexed by a job and found with its heading', async () => {
  const { file, status } = await uploadDocument(member, { name: 'handbook.md', content: HANDBOOK })
  expect(status).toBe(202)
  expect(file).toMatchObject({ name: 'handbook.md', media_type: 'text/markdown', collection: 'library', chunks: 0 })
  const job = await followJob(member, file.job_id ?? '')
  expect(job).toMatchObject({
    kind: 'file.index',
    title: 'handbook.md',
    status: 'completed',
    progress_source: 'reported',
  })
  expect(await getFile(file.file_id)).toMatchObject({ state: 'indexed', title: 'Handbook', error: null })
  const { hits } = await search(member, 'library', { query: 'sabbatical' })
  expect(hits[0]?.source).toMatchObject({ file_id: file.file_id, name: 'handbook.md', headings: ['Handbook'] })
})

test('the same content is the same file, whatever its name; in another collection it is another', async () => {
  const first = await uploadDocument(member, { name: 'a.txt', content: 'The very same text.' })
  const second = await uploadDocument(member, { name: 'b.txt', content: 'The very same text.' })
  expect(second).toMatchObject({ status: 200, file: { file_id: first.file.file_id, name: 'a.txt' } })
  await createCollection(member, { name: 'elsewhere' })
  const third = await uploadDocument(member, { name: 'a.txt', content: 'The very same text.', collection: 'elsewhere' })
  expect(third.status).toBe(202)
  expect(third.file.file_id).not.toBe(first.file.file_id)
})

test('ten uploads of one content at once are one file and one job', async () => {
  const content = 'Sent ten times at once.'
  const sent = await Promise.all(
    Array.from({ length: 10 }, (_, n) => uploadDocument(member, { name: `${n}.txt`, content })),
  )
  expect(new Set(sent.map(({ file }) => file.file_id)).size).toBe(1)
  expect(sent.filter(({ status }) => status === 202)).toHaveLength(1)
})

test('a deleted file is gone with its passages, postings and bytes', async () => {
  const { file } = await index('gone.txt', 'An aardvark that will be forgotten.')
  expect((await search(member, 'library', { query: 'aardvark' })).hits.length).toBeGreaterThan(0)
  const { status } = await member.api.files.remove({ params: { file_id: file.file_id } })
  expect(status).toBe(204)
  expect((await search(member, 'library', { query: 'aardvark', mode: 'keyword' })).hits).toEqual([])
  const { prisma } = harness.deps.database
  expect(await prisma.filePart.count({ where: { fileId: file.file_id } })).toBe(0)
  expect(await prisma.collectionItem.count({ where: { fileId: file.file_id } })).toBe(0)
  expect((await problemOf(await member.fetch(`/api/files/${file.file_id}`))).code).toBe('not_found')
})

test('the bytes come back as they were sent, under a type that runs nothing', async () => {
  const content = '<h1>Hello</h1><script>document.title = "run"</script><p>Some words to read.</p>'
  const { file } = await uploadDocument(member, { name: 'pàge "1".html', content })
  const response = await member.fetch(`/api/files/${file.file_id}/content`)
  expect(await response.text()).toBe(content)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename=.*filename\*=UTF-8''p%C3%A0ge/)
  const saved = await member.fetch(`/api/files/${file.file_id}/content?download=true`)
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment/)
  await saved.arrayBuffer()
})

test.each([
  [
    'picture.txt',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    'PNG',
  ],
  ['empty.md', '', 'empty'],
  ['blank.txt', ' \n\t ', ''],
])('%s is refused in words, and nothing is kept', async (name, content, word) => {
  const before = await harness.countRows()
  const response = await postDocument(member, { name, content })
  expect(await problemOf(response)).toMatchObject({
    code: 'unreadable_document',
    detail: expect.stringMatching(new RegExp(word, 'i')),
  })
  expect(await harness.countRows()).toEqual(before)
})

test('a file over the limit is refused, and its limit is told', async () => {
  const response = await postDocument(member, { name: 'big.txt', content: 'x'.repeat(2_000_001) })
  expect(await problemOf(response)).toMatchObject({ code: 'body_too_large', detail: expect.stringContaining('2 MB') })
})

test('a form without a file, something that is no form, and an unknown collection are refused', async () => {
  const form = new FormData()
  form.set('collection', 'library')
  const without = await member.fetch('/api/files', { method: 'POST', body: form })
  expect(await problemOf(without)).toMatchObject({ code: 'invalid_request', issues: [{ path: 'body.file' }] })
  const json = await member.fetch('/api/files', { json: { file: 'x' } })
  expect((await problemOf(json)).code).toBe('unsupported_media_type')
  const unknown = await postDocument(member, { name: 'a.txt', content: 'Some text.', collection: 'nowhere' })
  expect((await problemOf(unknown)).code).toBe('not_found')
})

test('a document that cannot be read is a failed job with a code, and leaves no passages', async () => {
  const content = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nstartxref\n9\n%%EOF`
  const { file, job } = await index('broken.pdf', content)
  expect(job).toMatchObject({ status: 'failed', error: { code: 'damaged_document' } })
  const failed = await getFile(file.file_id)
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'damaged_document' }, chunks: 0 })
  expect(await harness.deps.database.prisma.collectionItem.count({ where: { fileId: file.file_id } })).toBe(0)
  // Uploading it again tries again.
  const again = await uploadDocument(member, { name: 'broken.pdf', content })
  expect(again).toMatchObject({ status: 202, file: { file_id: file.file_id } })
  expect(again.file.job_id).not.toBe(file.job_id)
})

test('passages of a file that is not wholly indexed are not found', async () => {
  const { file } = await index('half.txt', 'A narwhal in the deep.')
  const found = async (mode: 'keyword' | 'vector') =>
    (await search(member, 'library', { query: 'narwhal', mode })).hits.some(
      ({ source }) => source?.file_id === file.file_id,
    )
  expect([await found('keyword'), await found('vector')]).toEqual([true, true])
  await harness.deps.database.prisma.file.update({ where: { id: file.file_id }, data: { indexedAt: null } })
  expect([await found('keyword'), await found('vector')]).toEqual([false, false])
})

test('what is indexed stays so when indexing it again is cancelled', async () => {
  const text = Array.from({ length: 4000 }, (_, n) => `Sentence number ${n} of a long text.`).join(' ')
  const { file } = await index('again.txt', text)
  const before = await getFile(file.file_id)
  const retried = await member.api.jobs.retry({ params: { job_id: file.job_id ?? '' }, body: {} })
  if (retried.status !== 202) throw new Error(JSON.stringify(retried.body))
  await member.api.jobs.cancel({ params: { job_id: retried.body.job_id }, body: {} })
  await followJob(member, retried.body.job_id)
  const after = await getFile(file.file_id)
  expect(after).toMatchObject({ state: 'indexed', chunks: before.chunks })
  const items = await harness.deps.database.prisma.collectionItem.count({ where: { fileId: file.file_id } })
  expect(items).toBe(before.chunks)
})

test('a refused upload leaves no file on the disk', async () => {
  const { uploadDir } = harness.deps
  const before = await readdir(uploadDir)
  const form = new FormData()
  form.set('collection', 'NO NAME')
  form.set('file', new Blob(['Some text.']), 'a.txt')
  const response = await member.fetch('/api/files', { method: 'POST', body: form })
  expect((await problemOf(response)).code).toBe('invalid_request')
  await vi.waitFor(async () => expect((await readdir(uploadDir)).filter((name) => !before.includes(name))).toEqual([]))
})

test('a form with more than it may hold is refused after its file, and leaves no file on the disk', async () => {
  const { uploadDir } = harness.deps
  const before = await readdir(uploadDir)
  const fields = Array.from({ length: 6 }, (_, n) => [`field-${n}`, 'x'] as const)
  for (const others of [[['file', new Blob(['Another.'])] as const], fields]) {
    const form = new FormData()
    form.set('file', new Blob(['Some text.']), 'a.txt')
    for (const [name, value] of others) form.append(name, value)
    const response = await member.fetch('/api/files', { method: 'POST', body: form })
    expect((await problemOf(response)).code).toBe('invalid_request')
  }
  await vi.waitFor(async () => expect((await readdir(uploadDir)).filter((name) => !before.includes(name))).toEqual([]))
})

test('clearing a collection takes its files too', async () => {
  await createCollection(member, { name: 'cleared' })
  await index('c.txt', 'Something to be cleared.', 'cleared')
  expect(await getCollection(member, 'cleared')).toMatchObject({ files: 1, items: 1 })
  const { status, body } = await member.api.library.clear({ params: { name: 'cleared' }, body: undefined })
  expect({ status, body }).toMatchObject({ status: 200, body: { files: 0, items: 0 } })
})

test('deleting the workspace leaves no file, item or vector behind', async () => {
  const leaving = await harness.mint()
  const { file } = await uploadDocument(leaving, { name: 'l.txt', content: 'Nothing of this stays.' })
  await followJob(leaving, file.job_id ?? '')
  const tables = (await harness.deps.library.store.listTables()).length
  expect((await leaving.api.workspace.remove()).status).toBe(204)
  await harness.deps.library.sweeper.sweep()
  const { prisma } = harness.deps.database
  const where = { workspaceId: leaving.workspaceId }
  expect(await prisma.collection.count({ where })).toBe(0)
  expect(await prisma.file.count({ where })).toBe(0)
  expect(await prisma.filePart.count({ where: { fileId: file.file_id } })).toBe(0)
  expect(await harness.deps.library.store.listTables()).toHaveLength(tables - 1)
  expect(await prisma.vectorGarbage.count()).toBe(0)
})

test('files are listed newest first, a page at a time', async () => {
  const lister = await harness.mint()
  for (const n of [1, 2, 3]) await uploadDocument(lister, { name: `${n}.txt`, content: `Text number ${n}.` })
  const names: string[] = []
  let cursor: string | undefined
  do {
    const { status, body } = await lister.api.files.list({ query: { limit: 2, ...(cursor ? { cursor } : {}) } })
    if (status !== 200) throw new Error(`GET /api/files answered ${status}.`)
    names.push(...body.items.map(({ name }) => name))
    cursor = body.next_cursor ?? undefined
  } while (cursor !== undefined)
  expect(names).toEqual(['3.txt', '2.txt', '1.txt'])
})
