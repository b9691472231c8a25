import type { KnowledgeHooks } from './index.ts'

type Asked = { name: string; request: Record<string, unknown> }

/** Hooks with simple answers that remember what they were asked, and how many of them worked at the same time. */
export function fakeKnowledge(answers: { [name: string]: (request: never) => unknown } = {}) {
  const asked: Asked[] = []
  let [working, mostAtOnce] = [0, 0]
  const hook =
    (name: string, usual: (request: never) => unknown) =>
    async (request: never): Promise<never> => {
      asked.push({ name, request })
      mostAtOnce = Math.max(mostAtOnce, ++working)
      await new Promise((resolve) => setImmediate(resolve))
      working--
      return (await (answers[name] ?? usual)(request)) as never
    }
  return {
    hooks: hooksOf(hook),
    asked,
    requestsOf: (name: string) => asked.filter((one) => one.name === name).map(({ request }) => request),
    mostAtOnce: () => mostAtOnce,
  }
}

type Hook = (name: string, usual: (request: never) => unknown) => (request: never) => Promise<never>

function hooksOf(hook: Hook): KnowledgeHooks {
  return {
    tokenize: hook('tokenize', cutWords),
    detokenize: hook('detokenize', ({ ids, tokens }: { ids?: number[]; tokens?: string[] }) => ({
      text: tokens?.join('') ?? String.fromCharCode(...(ids ?? [])),
    })),
    embed: hook('embed', ({ texts }: { texts: string[] }) => ({
      model: 'fake-4',
      dimension: 4,
      vectors: texts.map((text) => base64Of(text.length, 1, 2, 3)),
    })),
    collection: {
      upsert: hook('upsert', ({ items }: { items: { id?: string; text: string }[] }) => ({
        inserted: items.length - 1,
        updated: 0,
        unchanged: 1,
        count: items.length,
        ids: items.map(({ id, text }) => id ?? `of ${text}`),
      })),
      search: hook('search', () => ({ hits: [aHit] })),
      delete: hook('delete', ({ ids }: { ids: string[] }) => ({ deleted: ids.length })),
      clear: hook('clear', () => null),
      describe: hook('describe', ({ name }: { name: string }) => (name === 'none' ? null : { ...aCollection, name })),
      train: hook('train', () => ({ job_id: 'the job' })),
    },
    files: {
      list: hook('list', ({ cursor }: { cursor: string | null }) =>
        cursor === null ? { items: [aFile], next_cursor: 'more' } : { items: [aPdf], next_cursor: null },
      ),
      read: hook('read', ({ offset, length }: { offset: number; length: number }) => ({
        bytes: fileBytes.subarray(offset, offset + length).toString('base64'),
        size_bytes: fileBytes.length,
      })),
      passages: hook('passages', ({ cursor }: { cursor: string | null }) =>
        cursor === null
          ? { items: [{ text: 'It began at night, in the old harbour.', page: 1, headings: ['A'] }], next_cursor: 'p' }
          : {
              items: [{ text: 'at night, in the old harbour. It ended there.', page: 2, headings: [] }],
              next_cursor: null,
            },
      ),
    },
  }
}

export function base64Of(...numbers: number[]): string {
  return Buffer.from(Float32Array.from(numbers).buffer).toString('base64')
}

/** 7 MB that begin with text and hold every byte. */
export const fileBytes = Buffer.concat([
  Buffer.from('\ufeffgrüße\n'),
  Uint8Array.from({ length: 7_000_000 }, (_, at) => at),
])

const info = { size_bytes: fileBytes.length, state: 'indexed', collection: 'library', pages: null }
const aFile = {
  file_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'a.txt',
  media_type: 'text/plain',
  ...info,
}
const aPdf = { ...aFile, file_id: '01890a5d-ac96-774b-bcce-b302099a8058', name: 'b.pdf', media_type: 'application/pdf' }
const aCollection = { model: 'fake-4', dimension: 4, embedding: 'hashed', items: 12, files: 1 }
const aHit = { id: 'a', text: 'found', score: 0.5, metadata: { year: 2020 }, source: null, scores: { vector: null } }

type Cut = { text: string; offset: number; limit: number }

/** Words and what is between them. */
function cutWords({ text, offset, limit }: Cut) {
  const all = [...text.matchAll(/\w+|\W+/gu)]
  const tokens = all.slice(offset, offset + limit).map((match, at) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    index: offset + at,
    kind: /\w/.test(match[0]) ? 'word' : 'space',
    id: match[0].length,
    global_id: `${offset + at}`.padStart(32, '0'),
  }))
  const next = offset + limit
  return { count: all.length, tokens, next_offset: next < all.length ? next : null }
}
