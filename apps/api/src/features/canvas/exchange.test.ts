import { type CanvasImport, ExcalidrawFile, type ImportedCanvas, MAX_ELEMENTS } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf, box, newCanvas, view } from '../../testing/canvas.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemOf } from '../../testing/problem.ts'
import { linksOf } from './drawing/links.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

async function importInto(canvasId: string, wanted: CanvasImport): Promise<ImportedCanvas> {
  const params = { canvas_id: canvasId }
  return bodyOf(await member.api.canvas.importInto({ params, body: { import: wanted } }), 200)
}

const excalidraw = (elements: unknown[], files: Record<string, unknown> = {}): CanvasImport => ({
  format: 'excalidraw',
  file: { type: 'excalidraw', version: 2, source: 'elsewhere', elements, appState: {}, files },
})

const PIXEL = 'data:image/png;base64,iVBORw0KGgo='
const LINKED = [
  box('a', {
    boundElements: [
      { id: 'la', type: 'text' },
      { id: 'ab', type: 'arrow' },
    ],
    groupIds: ['g'],
  }),
  box('la', { type: 'text', text: 'A', containerId: 'a', groupIds: ['g'] }),
  box('b', { x: 300, boundElements: [{ id: 'ab', type: 'arrow' }], frameId: 'f' }),
  box('ab', {
    type: 'arrow',
    x: 100,
    y: 30,
    width: 200,
    height: 0,
    points: [
      [0, 0],
      [200, 0],
    ],
    startBinding: { elementId: 'a', focus: 0.5, gap: 4 },
    endBinding: { elementId: 'nobody', focus: 0, gap: 1 },
  }),
  box('f', { type: 'frame', x: 290, y: -10, width: 120, height: 80 }),
  box('p', { type: 'image', x: 500, fileId: 'one', status: 'saved' }),
]

test('a file of Excalidraw is taken with its pictures, its links intact, twice if one likes, beside what is there', async () => {
  const { canvas_id } = await newCanvas(member, [box('mine', { x: -100, y: 0, width: 200, height: 200 })])
  const wanted = excalidraw(LINKED, { one: { mimeType: 'image/png', id: 'one', dataURL: PIXEL, created: 1 } })
  const once = await importInto(canvas_id, wanted)
  expect(once).toMatchObject({ version: 3, elements: 7, left_out: [] })
  const twice = await importInto(canvas_id, wanted)
  const { elements, files } = twice.drawing
  expect([twice.version, elements.length, new Set(elements.map(({ id }) => id)).size]).toEqual([4, 13, 13])
  expect(files).toEqual({ one: { mime_type: 'image/png', data_url: PIXEL } })
  expect(elements[0]).toEqual(box('mine', { x: -100, y: 0, width: 200, height: 200 }))
  for (const part of [elements.slice(1, 7), elements.slice(7)]) {
    const [a, la, b, ab, f] = part
    if (!a || !la || !b || !ab || !f) throw new Error('There should be six.')
    expect(linksOf(a).boundElements?.map(({ id }) => id)).toEqual([la.id, ab.id])
    expect(linksOf(la)).toMatchObject({ containerId: a.id, groupIds: linksOf(a).groupIds })
    expect(linksOf(b).frameId).toBe(f.id)
    expect(linksOf(ab)).toMatchObject({ startBinding: { elementId: a.id, focus: 0.5 }, endBinding: null })
  }
  // To the right of what was there, at its top.
  expect(elements.slice(1, 7).map(({ x, y }) => [x, y])).toEqual([
    [180, 10],
    [180, 10],
    [480, 10],
    [280, 40],
    [470, 0],
    [680, 10],
  ])
  expect(Math.min(...elements.slice(7).map(({ x }) => x))).toBeGreaterThan(780)
  const versions = bodyOf(await member.api.canvas.listVersions({ params: { canvas_id } }), 200).items
  expect(versions.map(({ reason, version }) => [reason, version])).toEqual([
    ['import', 4],
    ['import', 3],
    ['autosave', 2],
  ])
})

test('what cannot be kept of a file is left out, and said', async () => {
  const made = await member.api.canvas.create({
    body: {
      name: 'From elsewhere',
      import: excalidraw(
        [
          box('good', { link: 'https://example.com' }),
          { id: 'old', type: 'rectangle', x: 0, y: 100, strokeColor: 'red' },
          box('good', { x: 900 }),
          box('gone', { isDeleted: true }),
          box('script', { link: 'javascript:alert(1)' }),
          { ...box('page'), type: 'embeddable', link: 'https://example.com' },
          { ...box('page 2'), type: 'iframe' },
          box('svg', { type: 'image', fileId: 'svg' }),
          box('none', { type: 'image', fileId: 'nowhere' }),
          { ...box('far'), x: 1e12 },
          null,
          'a text',
          { __proto__: null, type: 'rectangle' },
        ],
        { svg: { mimeType: 'image/svg+xml', id: 'svg', dataURL: 'data:image/svg+xml;base64,AA==' }, bad: 'none' },
      ),
    },
  })
  const canvas = bodyOf(made, 201)
  expect(canvas.drawing.elements.map(({ id, link }) => [id, link])).toEqual([
    ['good', 'https://example.com'],
    ['old', null],
    ['script', null],
  ])
  expect(canvas.drawing.elements[1]).toMatchObject({ width: 0, height: 0, strokeColor: 'red' })
  expect(canvas.drawing.files).toEqual({})
  expect(canvas.left_out.join('; ')).toBe(
    '2 × picture that is no PNG, JPEG, GIF or WebP, or is over 5 MB; 1 × with the id of another one; ' +
      '1 × link to an address that is not safe; 1 × element of type embeddable; 1 × element of type iframe; ' +
      '2 × picture that is not in the file; 4 × unreadable',
  )
})

test('what is exported for Excalidraw is a file of Excalidraw, and comes back as it was', async () => {
  const wanted = excalidraw(LINKED, { one: { mimeType: 'image/png', id: 'one', dataURL: PIXEL, created: 1 } })
  const made = await member.api.canvas.create({ body: { name: 'Плана/"B"', import: wanted } })
  const { canvas_id, drawing } = bodyOf(made, 201)
  const answer = await member.fetch(`/api/canvases/${canvas_id}/export`)
  expect(answer.headers.get('content-type')).toMatch(/^application\/vnd\.excalidraw\+json/)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=.*\.excalidraw/)
  const file = ExcalidrawFile.parse(await answer.json())
  expect(file).toMatchObject({ type: 'excalidraw', version: 2, source: expect.any(String), elements: LINKED })
  expect(file.files).toMatchObject({ one: { id: 'one', mimeType: 'image/png', dataURL: PIXEL } })
  const back = await member.api.canvas.create({ body: { name: 'back', import: { format: 'excalidraw', file } } })
  expect(bodyOf(back, 201)).toMatchObject({ drawing, left_out: [] })
})

test('Mermaid is drawn, and comes out again as Mermaid', async () => {
  const text = 'graph TD; A[Start] --> B{Ready?}; B -->|yes| C[Go]'
  const { canvas_id } = await newCanvas(member)
  const { drawing } = await importInto(canvas_id, { format: 'mermaid', text })
  expect(drawing.elements.flatMap(({ text: words }) => words ?? [])).toEqual(['Start', 'Ready?', 'Go', 'yes'])
  const answer = await member.fetch(`/api/canvases/${canvas_id}/export?format=mermaid`)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const mermaid = await answer.text()
  expect(mermaid).toMatch(/^flowchart /)
  const again = await importInto((await newCanvas(member)).canvas_id, { format: 'mermaid', text: mermaid })
  expect(again.drawing.elements.map(({ type, text: words }) => [type, words])).toEqual(
    drawing.elements.map(({ type, text: words }) => [type, words]),
  )
})

test('a drawing that is no graph has no Mermaid, and the person is told', async () => {
  const { canvas_id } = await newCanvas(member, [
    box('stroke', {
      type: 'freedraw',
      points: [
        [0, 0],
        [5, 5],
      ],
    }),
  ])
  const answer = await member.fetch(`/api/canvases/${canvas_id}/export?format=mermaid`)
  expect(await problemOf(answer)).toMatchObject({ code: 'not_a_graph', detail: expect.stringMatching(/\w{3}/) })
})

const IMPORTS: [what: string, wanted: object, issue: string][] = [
  ['no format', { text: 'graph TD; A-->B' }, 'body.import.format'],
  ['a file of something else', { format: 'excalidraw', file: { type: 'poem', elements: [] } }, 'body.import.file.type'],
  ['too many elements', excalidraw(Array(MAX_ELEMENTS + 1).fill(null)), 'body.import.file.elements'],
  [
    'more elements than there is room for',
    excalidraw(Array.from({ length: MAX_ELEMENTS }, (_, at) => box(`${at}`))),
    'body',
  ],
  ['words that are no Mermaid', { format: 'mermaid', text: 'pie title Pets\n"Dogs": 3' }, 'body.import.text'],
  [
    'a Mermaid diagram of 5,000 nodes',
    { format: 'mermaid', text: `graph TD\n${Array.from({ length: 5_000 }, (_, at) => `n${at}`).join('\n')}` },
    'body.import.text',
  ],
]
test.for(IMPORTS)('an import of %s is refused, and the canvas stays as it was', async ([, wanted, issue]) => {
  const before = await newCanvas(member, [box('mine')])
  const answer = await member.fetch(`/api/canvases/${before.canvas_id}/import`, { json: { import: wanted } })
  const problem = await problemOf(answer)
  expect(problem.code).toBe('invalid_request')
  expect(problem.issues?.map(({ path }) => path)).toContain(issue)
  expect(await view(member, before.canvas_id)).toEqual(before)
})
