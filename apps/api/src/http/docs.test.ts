import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Harness, createHarness } from '../testing/harness.ts'
import { ROUTES } from '../testing/routes.ts'

const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(10),
  tags: z.array(z.string()).length(1),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean().default(false),
      schema: z.unknown(),
    }),
  ),
  requestBody: z.object({ content: Content, required: z.boolean() }).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
})
const Document = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation.optional())),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
})

let harness: Harness
let document: z.infer<typeof Document>
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api', API_URL: 'https://api.example.com' } })
  document = Document.parse(await (await harness.fetch('/openapi.json')).json())
})
afterAll(() => harness.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => (operation ? [{ path, method, operation }] : [])),
  )

test('the description is OpenAPI 3.1 and has every route of the contract, and no other', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  const described = operations().map(({ path, method, operation }) => `${method} ${path} ${operation.operationId}`)
  const routes = ROUTES.map(
    ({ name, method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')} ${name}`,
  )
  expect(described.toSorted()).toEqual(routes.toSorted())
})

test('every reference leads somewhere, and no draft of another version is left in', () => {
  const text = JSON.stringify(document)
  const names = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref)
  expect(names.length).toBeGreaterThan(20)
  for (const name of new Set(names)) {
    expect(Object.keys(document.components.schemas).map((each) => `#/components/schemas/${each}`)).toContain(name)
  }
  expect(text).not.toMatch(/"\$defs"|"nullable":|"\$schema"|"id":"/)
})

test('every parameter of a path is declared, and required', () => {
  for (const { path, operation } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = operation.parameters.filter((parameter) => parameter.in === 'path')
    expect(declared.map(({ name }) => name)).toEqual(inPath)
    expect(declared.every(({ required }) => required)).toBe(true)
  }
})

test('problems have their own media type, answers are described in words', () => {
  for (const { operation } of operations()) {
    for (const [status, { description, content = {} }] of Object.entries(operation.responses)) {
      expect(description).toMatch(/[a-z]{3}/)
      const isProblem = status === 'default' || Number(status) >= 400
      expect(Object.keys(content).includes('application/problem+json'), `${operation.operationId} ${status}`).toBe(
        isProblem,
      )
    }
  }
})

test('headers that start work differently are described where they work', () => {
  const headersOf = (id: string) =>
    operations()
      .filter(({ operation }) => operation.operationId === id)
      .flatMap(({ operation }) => operation.parameters)
      .filter((parameter) => parameter.in === 'header')
      .map(({ name, required }) => ({ name, required }))
  const key = { name: 'idempotency-key', required: false }
  expect(headersOf('execute.run')).toEqual([key, { name: 'prefer', required: false }])
  expect(headersOf('jobs.retry')).toEqual([key])
  expect(headersOf('jobs.get')).toEqual([])
})

test('only what needs no token says that it needs none', () => {
  const open = operations().filter(({ operation }) => operation.security?.length === 0)
  expect(open.map(({ operation }) => operation.operationId).toSorted()).toEqual([
    'health.about',
    'health.database',
    'health.health',
    'workspace.create',
  ])
})

test('the page at /docs is served whole, with nothing from another host', async () => {
  const page = await harness.fetch('/docs/')
  expect(page.status).toBe(200)
  const html = await page.text()
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '')
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts) {
    expect(part).not.toMatch(/^(https?:)?\/\//)
    const answer = await harness.fetch(`/docs/${part}`)
    expect([part, answer.status]).toEqual([part, 200])
    await answer.arrayBuffer()
  }
  expect(await (await harness.fetch('/docs/swagger-ui-init.js')).text()).toContain('/execute/code')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
})
