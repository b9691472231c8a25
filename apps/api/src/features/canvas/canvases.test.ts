import { type Canvas, type CanvasVersion, type DrawingElement, MAX_ELEMENTS } from '@outlast/contract'
import { sqlOf } from '@outlast/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { box, newCanvas, save, view } from '../../testing/canvas.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemOf } from '../../testing/problem.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const put = (canvasId: string, body: object) => member.fetch(`/api/canvases/${canvasId}`, { method: 'PUT', json: body })

async function versionsOf(canvasId: string): Promise<CanvasVersion[]> {
  const { status, body } = await member.api.canvas.listVersions({ params: { canvas_id: canvasId } })
  if (status !== 200) throw new Error(`GET …/versions answered ${status}.`)
  return body.items
}

async function drawingOf(canvasId: string, versionId: string): Promise<DrawingElement[]> {
  const params = { canvas_id: canvasId, version_id: versionId }
  const { status, body } = await member.api.canvas.getVersion({ params })
  if (status !== 200) throw new Error(`GET …/versions/… answered ${status}.`)
  return body.drawing.elements
}

/** As if nobody had drawn for so long. */
function letPass(canvasId: string, minutes: number): Promise<unknown> {
  const later = `UPDATE canvas SET kept_at = kept_at - $2 * interval '1 minute' WHERE id = $1`
  return sqlOf(harness.deps.database.pool).query(later, [canvasId, minutes])
}

test('a canvas is made, drawn on, renamed, listed last changed first, and deleted with all that it has', async () => {
  const owner = await harness.mint()
  const key = { 'idempotency-key': 'one' }
  const made = await owner.api.canvas.create({ body: { name: 'first' }, headers: key })
  const again = await owner.api.canvas.create({ body: { name: 'first' }, headers: key })
  expect(again.body).toEqual(made.body)
  const other = await owner.fetch('/api/canvases', { json: { name: 'other' }, headers: key })
  expect(await problemOf(other)).toMatchObject({ code: 'idempotency_mismatch' })
  const { canvas_id, ...empty } = made.status === 201 ? made.body : await newCanvas(owner)
  expect(empty).toMatchObject({ version: 1, elements: 0, preview: null, open_proposals: 0, left_out: [] })

  const second = await newCanvas(owner)
  const elements = [box('a'), box('gone', { isDeleted: true })]
  await save(owner, { canvasId: canvas_id, version: 1, label: 'the first box' }, elements)
  const drawn = await view(owner, canvas_id)
  expect(drawn).toMatchObject({ version: 2, elements: 1, drawing: { elements: [box('a')], files: {} } })
  expect(drawn.preview).toMatch(/^<svg .*<rect .*<\/svg>$/)
  await owner.api.canvas.rename({ params: { canvas_id }, body: { name: 'renamed' } })
  const { body } = await owner.api.canvas.list({ query: { limit: 1 } })
  const page = body as { items: Canvas[]; next_cursor: string }
  expect(page.items.map(({ name, version }) => [name, version])).toEqual([['renamed', 2]])
  const next = await owner.api.canvas.list({ query: { cursor: page.next_cursor } })
  expect(next.body).toMatchObject({ items: [{ canvas_id: second.canvas_id }], next_cursor: null })

  expect((await owner.api.canvas.remove({ params: { canvas_id } })).status).toBe(204)
  expect((await owner.api.canvas.get({ params: { canvas_id } })).status).toBe(404)
  expect(await harness.deps.database.prisma.canvasVersion.count({ where: { canvasId: canvas_id } })).toBe(0)
})

test('a stale save is refused and kept, once; saving again what is there already is no conflict', async () => {
  const { canvas_id } = await newCanvas(member, [box('a')])
  await save(member, { canvasId: canvas_id, version: 2 }, [box('a'), box('theirs')])
  const late = { version: 2, elements: [box('a'), box('mine')] }
  const refused = await problemOf(await put(canvas_id, late))
  expect(refused.code).toBe('version_conflict')
  expect(refused.detail).toMatch(/version 3.*version 2.*kept/)
  await put(canvas_id, late)
  expect((await view(member, canvas_id)).drawing.elements.map(({ id }) => id)).toEqual(['a', 'theirs'])
  const kept = await versionsOf(canvas_id)
  expect(kept).toMatchObject([{ reason: 'stale_save', version: 2, elements: 2, label: null }])
  expect(await drawingOf(canvas_id, kept[0]?.version_id ?? '')).toEqual(late.elements)
  // The answer to a save was lost, and the client sends it again.
  const repeated = await put(canvas_id, { version: 2, elements: [box('a'), box('theirs')] })
  expect([repeated.status, await repeated.json()]).toMatchObject([200, { version: 3 }])
  expect(await versionsOf(canvas_id)).toHaveLength(1)
})

test('of eight who save the same version one wins, and the drawings of the others are kept', async () => {
  const { canvas_id } = await newCanvas(member)
  const saves = Array.from({ length: 8 }, (_, by) => ({ version: 1, elements: [box(`by-${by}`)] }))
  const answers = await Promise.all(saves.map((body) => put(canvas_id, body)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(409)])
  const { version, drawing } = await view(member, canvas_id)
  expect(version).toBe(2)
  const kept = await versionsOf(canvas_id)
  const drawings = await Promise.all(kept.map(({ version_id }) => drawingOf(canvas_id, version_id)))
  expect([...drawings.flat(), ...drawing.elements].map(({ id }) => id).toSorted()).toEqual(
    saves.map((_, by) => `by-${by}`),
  )
})

test('what was there is kept when somebody draws on after ten minutes, and not with every save', async () => {
  const { canvas_id } = await newCanvas(member, [box('a')])
  await save(member, { canvasId: canvas_id, version: 2 }, [box('b')])
  expect(await versionsOf(canvas_id)).toEqual([])
  await letPass(canvas_id, 9)
  await save(member, { canvasId: canvas_id, version: 3 }, [box('c')])
  expect(await versionsOf(canvas_id)).toEqual([])
  await letPass(canvas_id, 1)
  await save(member, { canvasId: canvas_id, version: 4 }, [box('d')])
  await save(member, { canvasId: canvas_id, version: 5 }, [box('e')])
  const kept = await versionsOf(canvas_id)
  expect(kept).toMatchObject([{ reason: 'autosave', version: 4, preview: expect.stringContaining('<svg') }])
  expect(await drawingOf(canvas_id, kept[0]?.version_id ?? '')).toEqual([box('c')])
})

test('a version is named, and restored with what was there kept first; restoring is undone by restoring', async () => {
  const { canvas_id } = await newCanvas(member)
  await save(member, { canvasId: canvas_id, version: 1, label: 'good' }, [box('a')])
  await save(member, { canvasId: canvas_id, version: 2 }, [box('b')])
  const [good] = await versionsOf(canvas_id)
  expect(good).toMatchObject({ reason: 'named', label: 'good', version: 2, elements: 1 })
  const restore = (version_id = '') => member.api.canvas.restoreVersion({ params: { canvas_id, version_id }, body: {} })
  expect((await restore(good?.version_id)).body).toMatchObject({ version: 4, drawing: { elements: [box('a')] } })
  const [before, ...rest] = await versionsOf(canvas_id)
  expect([before, rest.length]).toMatchObject([{ reason: 'restore', version: 3 }, 1])
  expect((await restore(before?.version_id)).body).toMatchObject({ version: 5, drawing: { elements: [box('b')] } })
})

const PIXEL = 'data:image/png;base64,iVBORw0KGgo='
const picture = (id: string, fileId = id) => box(id, { type: 'image', fileId, status: 'saved' })

test('a picture is stored once, and travels with every drawing that shows it', async () => {
  const files = { one: { mime_type: 'image/png' as const, data_url: PIXEL } }
  const { canvas_id } = await newCanvas(member)
  await save(member, { canvasId: canvas_id, version: 1, files, label: 'with a picture' }, [picture('one')])
  await save(member, { canvasId: canvas_id, version: 2 }, [picture('one'), picture('two', 'one')])
  expect((await view(member, canvas_id)).drawing.files).toEqual(files)
  await save(member, { canvasId: canvas_id, version: 3 }, [box('a')])
  expect((await view(member, canvas_id)).drawing.files).toEqual({})
  const [kept] = await versionsOf(canvas_id)
  const params = { canvas_id, version_id: kept?.version_id ?? '' }
  expect((await member.api.canvas.getVersion({ params })).body).toMatchObject({ drawing: { files } })
  expect(await harness.deps.database.prisma.canvasFile.count({ where: { canvasId: canvas_id } })).toBe(1)
})

test('a canvas has room for so many pictures; those that no drawing shows any more make room for new ones', async () => {
  const { canvas_id } = await newCanvas(member)
  const filled = Object.fromEntries(
    Array.from({ length: 49 }, (_, at) => [`old-${at}`, { mime_type: 'image/png', data_url: PIXEL }]),
  )
  const more = { x: { mime_type: 'image/png', data_url: PIXEL }, y: { mime_type: 'image/png', data_url: PIXEL } }
  const olds = Object.keys(filled).map((id) => picture(id))
  expect((await put(canvas_id, { version: 1, elements: olds, files: filled })).status).toBe(200)
  const over = await put(canvas_id, { version: 2, elements: [...olds, picture('x'), picture('y')], files: more })
  expect(await problemOf(over)).toMatchObject({ code: 'body_too_large' })
  expect((await put(canvas_id, { version: 2, elements: [picture('old-0')] })).status).toBe(200)
  const fits = await put(canvas_id, { version: 3, elements: [picture('old-0'), picture('x')], files: more })
  expect(fits.status).toBe(200)
  expect(Object.keys((await view(member, canvas_id)).drawing.files).toSorted()).toEqual(['old-0', 'x'])
})

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
const BAD: [what: string, body: object, issue?: string][] = [
  ['no version', { elements: [] }, 'body.version'],
  ['two elements with one id', { version: 1, elements: [box('a'), box('a')] }, 'body.elements'],
  ['an unknown type of element', { version: 1, elements: [{ ...box('a'), type: 'iframe' }] }, 'body.elements.0.type'],
  [
    'a link that is a script',
    { version: 1, elements: [box('a', { link: 'javascript:alert(1)' })] },
    'body.elements.0.link',
  ],
  [
    'a link to another host by stealth',
    { version: 1, elements: [box('a', { link: '/\\evil.example' })] },
    'body.elements.0.link',
  ],
  ['an element beyond the end of the world', { version: 1, elements: [box('a', { x: 1e9 })] }, 'body.elements.0.x'],
  [
    'an element that is nested without end',
    { version: 1, elements: [box('a', { customData: nested(1_000) })] },
    'body',
  ],
  [
    'a picture that can hold scripts',
    {
      version: 1,
      elements: [],
      files: { a: { mime_type: 'image/svg+xml', data_url: 'data:image/svg+xml;base64,AA==' } },
    },
    'body.files.a.mime_type',
  ],
  [
    'too many elements',
    { version: 1, elements: Array.from({ length: MAX_ELEMENTS + 1 }, (_, at) => box(`${at}`)) },
    'body.elements',
  ],
]
test.for(BAD)('a drawing with %s is refused, and the canvas stays as it was', async ([, body, issue]) => {
  const { canvas_id, ...before } = await newCanvas(member, [box('mine')])
  const problem = await problemOf(await put(canvas_id, body))
  expect(problem.code).toBe('invalid_request')
  expect(problem.issues?.map(({ path }) => path)).toContain(issue)
  expect(await view(member, canvas_id)).toEqual({ canvas_id, ...before })
  expect(await versionsOf(canvas_id)).toEqual([])
})

test('whatever is in a text is stored, and nothing of it is markup in a preview', async () => {
  const text = '</text><script>alert(1)</script>&"\' \u0000 \ud800 ]]>'
  const evil = { strokeColor: '"><script>', backgroundColor: 'url(javascript:alert(1))' }
  const elements = [
    box('t', { type: 'text', text, ...evil }),
    box('b', evil),
    box('k', { customData: { 'a\u0000': 1 } }),
  ]
  const { canvas_id, preview, drawing } = await newCanvas(member, elements)
  expect(drawing.elements[0]?.['text']).toBe(text.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd'))
  expect(preview).toContain('&lt;script&gt;')
  expect(preview).not.toMatch(/<script|url\(|javascript:alert\(1\)"|"&gt;/)
  const { body } = await member.api.canvas.list({ query: {} })
  expect(JSON.stringify(body)).not.toContain('<script')
  expect(canvas_id).not.toBe('')
})
