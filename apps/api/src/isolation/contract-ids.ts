import { contract } from '@outlast/contract'
import { z } from 'zod'

export type GuardedRoute = { name: string; method: string; path: string; params: string[]; ids: string[] }

/** Every route that acts for a workspace, with the parameters of its path, and where its query and body take ids. */
export const GUARDED_ROUTES: GuardedRoute[] = Object.entries(contract).flatMap(([feature, routes]) =>
  Object.entries(routes)
    .filter(([route, { path }]) => /^\/(api|execute)\//.test(path) && `${feature}.${route}` !== 'workspace.create')
    .map(([route, declared]) => ({
      name: `${feature}.${route}`,
      method: declared.method,
      path: declared.path,
      params: [...declared.path.matchAll(/:([^/]+)/g)].map(([, param = '']) => param),
      ids: [
        ...idsIn('query', 'query' in declared ? declared.query : undefined),
        ...idsIn('body', 'body' in declared ? declared.body : undefined),
      ],
    })),
)

/** Paths to everything of a schema that is an id: `body.file_ids`, `body.sources.id`. Lists are looked through. */
function idsIn(where: string, schema: unknown): string[] {
  if (!(schema instanceof z.ZodType)) return []
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const found = new Set<string>()
  const walk = (node: unknown, path: string, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 12) return
    const { $ref, format, properties, items, ...rest } = node as Record<string, unknown>
    if (format === 'uuid') found.add(path)
    if (typeof $ref === 'string') walk(definition(root, $ref), path, depth + 1)
    for (const [name, child] of Object.entries(properties ?? {})) walk(child, `${path}.${name}`, depth + 1)
    walk(items, path, depth + 1)
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      const options = rest[key]
      if (Array.isArray(options)) for (const option of options) walk(option, path, depth + 1)
    }
  }
  walk(root, where, 0)
  return [...found]
}

function definition(root: object, ref: string): unknown {
  const name = ref.replace('#/$defs/', '')
  return (root as { $defs?: Record<string, unknown> }).$defs?.[name]
}
