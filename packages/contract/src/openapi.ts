import { generateOpenApi } from '@ts-rest/open-api'
import { z } from 'zod'
import type { AppRoute, AppRouter } from '@ts-rest/core'
import { PROBLEMS, PROBLEM_MEDIA_TYPE, Problem } from './problem.ts'

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
      operationMapper: (operation, route) => Object.assign(operation, finishOperation(asObject(operation), route)),
    },
  )
  toComponent(Problem, 'output', components)
  return {
    ...document,
    openapi: '3.1.1',
    components: {
      schemas: components,
      securitySchemes: {
        workspace: { type: 'http', scheme: 'bearer', description: 'The token that POST /api/workspaces answered' },
        metrics: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the server' },
      },
    },
  }
}

function finishOperation(operation: JsonObject, route: AppRoute): JsonObject {
  const operationId = String(operation['operationId'])
  const [feature] = operationId.split('.')
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : []
  return {
    ...(feature === 'health' || operationId === 'workspace.create' ? { security: [] } : {}),
    ...(operationId === 'health.metrics' ? { security: [{ metrics: [] }] } : {}),
    tags: [feature],
    parameters: [...parameters, ...headersOf(route)],
    ...(operation['requestBody'] === undefined
      ? {}
      : { requestBody: bodyOf(asObject(operation['requestBody']), route) }),
    responses: responsesOf(asObject(operation['responses'])),
  }
}

/** ts-rest leaves out headers that have a schema each. */
function headersOf(route: AppRoute): JsonObject[] {
  return Object.entries(asObject(route.headers)).flatMap(([name, schema]) => {
    if (!(schema instanceof z.ZodType)) return []
    const { description, ...json } = toComponent(schema, 'input', {})
    const required = !schema.safeParse(undefined).success
    return [{ name, in: 'header', required, ...(description ? { description } : {}), schema: json }]
  })
}

function bodyOf(requestBody: JsonObject, route: AppRoute): JsonObject {
  const schema = 'body' in route ? route.body : null
  return {
    content: requestBody['content'],
    required: schema instanceof z.ZodType && !schema.safeParse(undefined).success,
  }
}

const PROBLEM_REF = '#/components/schemas/Problem'

/** Problems with their own media type, every status in words, and what can happen to any request. */
function responsesOf(responses: JsonObject): JsonObject {
  const finished = Object.entries(responses).map(([status, response]) => {
    const description = describeStatus(Number(status))
    const content = asObject(asObject(response)['content'])
    const json = asObject(content['application/json'])
    const isProblem = asObject(json['schema'])['$ref'] === PROBLEM_REF
    if (isProblem) return [status, { description, content: { [PROBLEM_MEDIA_TYPE]: json } }]
    return [status, { ...asObject(response), description }]
  })
  const anyOther = {
    description: 'Any other failure; `code` says which',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: PROBLEM_REF } } },
  }
  return Object.fromEntries([...finished, ['default', anyOther]])
}

const SUCCESSES = new Map([
  [200, 'The answer'],
  [201, 'It was created'],
  [202, 'Accepted: it goes on in the background'],
  [204, 'It is gone'],
])

function describeStatus(status: number): string {
  const codes = Object.entries(PROBLEMS).filter(([, problem]) => problem.status === status)
  const titles = codes.map(([code, { title }]) => `${title} (\`${code}\`)`)
  return SUCCESSES.get(status) ?? titles.join('; ')
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
