import { generateOpenApi } from '@ts-rest/open-api'
import { z } from 'zod'
import type { AppRouter } from '@ts-rest/core'
import { PROBLEM_MEDIA_TYPE } from './problem.ts'

type JsonObject = Record<string, unknown>

/**
 * The whole API as an OpenAPI 3.1 document. Schemas with a `meta({ id })` become components, so that a generated
 * client has one type for each; problems are declared with their own media type.
 */
export function openApiDocument(router: AppRouter, about: { version: string; serverUrl: string }): JsonObject {
  const components: JsonObject = {}
  const document = generateOpenApi(
    router,
    {
      info: {
        title: 'Outlast',
        version: about.version,
        description: 'Start it, close the tab, come back to the answer. Everything slow is a durable job.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: about.serverUrl }],
      security: [{ workspace: [] }],
    },
    {
      setOperationId: 'concatenated-path',
      schemaTransformer: ({ schema, type }) =>
        schema instanceof z.ZodType ? toComponent(schema, type === 'response' ? 'output' : 'input', components) : null,
    },
  )
  for (const operation of operationsOf(document.paths)) finishOperation(operation)
  return {
    ...document,
    openapi: '3.1.1',
    components: {
      schemas: components,
      securitySchemes: { workspace: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** Paths that work without a token. */
const PUBLIC_TAGS: ReadonlySet<unknown> = new Set(['health'])

function finishOperation(operation: JsonObject): void {
  const [feature] = String(operation['operationId']).split('.')
  operation['tags'] = [feature]
  if (PUBLIC_TAGS.has(feature) || operation['operationId'] === 'workspace.create') operation['security'] = []
  for (const response of Object.values(asObject(operation['responses']))) {
    const content = asObject(asObject(response)['content'])
    const json = asObject(content['application/json'])
    if (asObject(json['schema'])['$ref'] !== '#/components/schemas/Problem') continue
    asObject(response)['content'] = { [PROBLEM_MEDIA_TYPE]: json }
  }
}

function operationsOf(paths: JsonObject): JsonObject[] {
  return Object.values(paths).flatMap((path) => Object.values(asObject(path)).map(asObject))
}

/** The JSON Schema of a zod schema, its named parts moved into `components`. */
function toComponent(schema: z.ZodType, io: 'input' | 'output', components: JsonObject): JsonObject {
  const {
    $schema: _,
    $defs,
    ...json
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: (context) => delete context.jsonSchema.id,
  })
  for (const [name, part] of Object.entries($defs ?? {})) components[name] ??= pointToComponents(part)
  const name = schema.meta()?.id
  if (name === undefined) return asObject(pointToComponents(json))
  components[name] ??= pointToComponents(json)
  return { $ref: `#/components/schemas/${name}` }
}

function pointToComponents(part: unknown): unknown {
  const text = JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/')
  return JSON.parse(text)
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {}
}
