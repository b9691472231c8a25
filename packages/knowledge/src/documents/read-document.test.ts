import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DOCUMENT_LIMITS } from './limits.ts'
import { readDocument } from './read-document.ts'
import { makeDeepList } from './testing/deep-list.ts'
import { docxParagraph, makeDocx } from './testing/docx.ts'
import { makePdf, makePdfBomb } from './testing/pdf.ts'

const MIB = 1_048_576

/** Takes marked hours. */
const hang = makeDeepList(5_000)

function runningProcesses(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
}

// The test runner may have some of its own.
const before = runningProcesses()
afterEach(() =>
  vi.waitFor(() => {
    if (runningProcesses() !== before) throw new Error('A reading process is left over.')
  }),
)

describe('reading a document', () => {
  it('gives passages that lead back to its text, and tells each page', async () => {
    const bytes = await makePdf({
      pages: [[{ text: 'Animals', size: 20 }, { text: 'They move.' }], [{ text: 'They eat.' }]],
    })
    const before = Buffer.from(bytes)
    const told: [number, string][] = []
    const read = await readDocument(bytes, {
      name: 'a.pdf',
      withText: true,
      onProgress: (fraction, label) => told.push([fraction, label]),
    })
    expect(read.document).toEqual({ title: 'Animals', pages: 2, characters: read.text?.length })
    expect(read.chunks).toMatchObject([{ text: read.text, page: 1, page_end: 2, headings: ['Animals'] }])
    expect(told).toEqual([
      [0, 'Reading'],
      [0, 'Page 1 of 2'],
      [0.45, 'Page 2 of 2'],
      [0.9, 'Cutting into passages'],
    ])
    expect(before.equals(bytes)).toBe(true)
  })

  it('reads every type, and gives no text that nobody asked for', async () => {
    const reads = await Promise.all([
      readDocument(makeDocx(docxParagraph('Hello')), { name: 'a.docx' }),
      readDocument(Buffer.from('# Hello'), { name: 'a.md' }),
      readDocument(Buffer.from('<p>Hello'), { name: 'a', mediaType: 'text/html' }),
      readDocument(Buffer.from('a,b\nHello,'), { name: 'a.csv' }),
      readDocument(Buffer.from('Hello'), { name: 'a' }),
    ])
    for (const { chunks, text } of reads) {
      expect(chunks).toMatchObject([{ text: expect.stringContaining('Hello') }])
      expect(text).toBeUndefined()
    }
  })

  it('a file of one line of 10 MB comes whole', async () => {
    const { chunks, text } = await readDocument(Buffer.alloc(10_000_000, 'x'), { name: 'a.md', withText: true })
    expect(text).toHaveLength(10_000_000)
    expect(chunks.reduce((sum, chunk) => sum + chunk.text.length, 0)).toBe(10_000_000)
  })

  it('the errors of parsers keep their code', async () => {
    const read = readDocument(Buffer.from('%PDF-1.7'), { name: 'a.pdf' })
    await expect(read).rejects.toMatchObject({ name: 'KnowledgeError', code: 'damaged_document' })
  })

  it('what is no text in spite of its type is refused', async () => {
    const read = readDocument(Buffer.alloc(99), { name: 'a', mediaType: 'text/plain' })
    await expect(read).rejects.toMatchObject({ code: 'unsupported_document' })
  })
})

describe('a document that costs too much', () => {
  it('a bomb ends the process that reads it, and costs this one nothing', async () => {
    const bomb = makePdfBomb(40)
    const before = process.memoryUsage.rss()
    const read = readDocument(bomb, { name: 'a.pdf', limits: { memoryBytes: 256 * MIB } })
    await expect(read).rejects.toMatchObject({ code: 'document_too_large' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * MIB)
  })

  it('so does a heap that fills up', async () => {
    const read = readDocument(Buffer.from('<b>x</b>'.repeat(1_000_000)), {
      name: 'a',
      mediaType: 'text/html',
      limits: { memoryBytes: 160 * MIB },
    })
    await expect(read).rejects.toMatchObject({ code: 'document_too_large' })
  })

  it('a parser that hangs is ended by the clock', async () => {
    const read = readDocument(hang, { name: 'a.md', limits: { timeoutMs: 1_000 } })
    await expect(read).rejects.toMatchObject({ code: 'parse_timeout', message: expect.stringContaining('1 s') })
  })
})

describe('who stops waiting', () => {
  it('ends the process at once', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const onProgress = () => stop.abort(reason)
    await expect(readDocument(hang, { name: 'a.md', signal: stop.signal, onProgress })).rejects.toBe(reason)
  })

  it('before it began starts none', async () => {
    await expect(readDocument(hang, { name: 'a.md', signal: AbortSignal.abort() })).rejects.toThrow('abort')
  })
})

describe.runIf(process.platform === 'linux')('a reading process outlives its server', () => {
  const url = new URL('./reader-process.ts', import.meta.url).href

  /** A server of its own that starts a reader, tells its pid, and can be killed. */
  async function startServer(afterwards: string, timeoutMs: number) {
    const limits = JSON.stringify({ ...DOCUMENT_LIMITS, timeoutMs })
    const script = `const { startReader } = await import('${url}'); const child = startReader(${limits}); ${afterwards}; console.log(child.pid)`
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [pid] = await once(server.stdout, 'data')
    server.kill('SIGKILL')
    await once(server, 'exit')
    return Number(String(pid))
  }

  it('not when it waits', async () => {
    const pid = await startServer('', 60_000)
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 10_000 })
  })

  it('and not for longer than its processor time when it hangs', async () => {
    const order = JSON.stringify({ mediaType: 'text/markdown', limits: DOCUMENT_LIMITS, chunking: {}, withText: false })
    const list = `Array.from({ length: 5_000 }, (_, level) => '  '.repeat(level) + '- a').join('\\n')`
    const started = `child.send(${order}); child.stdin.end(${list}); await new Promise((resolve) => child.on('message', resolve))`
    const pid = await startServer(started, 100)
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 20_000 })
  })
})
