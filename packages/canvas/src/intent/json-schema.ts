import { z } from 'zod'
import { ChangeIntent } from './change.ts'
import { Intent } from './intent.ts'

export type JsonSchema = { [key: string]: unknown }

/** `{ drawing: Intent }` for a model's structured output, which wants an object at the root: pass `.drawing` to `parseIntent`. */
export const intentJsonSchema = (): JsonSchema => strict(z.object({ drawing: Intent }))

/** `{ operations: [...] }`, for `parseChange`. */
export const changeJsonSchema = (): JsonSchema => strict(ChangeIntent)

function strict(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', reused: 'inline' })
  return requireAll(plain)
}

/**
 * Strict structured output knows no optional property and no length limits, and names a union `anyOf`: what may be left
 * out becomes required and may be null. What is dropped here is checked when the answer is parsed.
 */
function requireAll(schema: JsonSchema): JsonSchema {
  const { minLength: _, maxLength: __, oneOf, const: only, ...rest } = schema
  const required = new Set(Array.isArray(rest['required']) ? rest['required'] : [])
  if (oneOf !== undefined) rest['anyOf'] = oneOf
  if (only !== undefined) rest['enum'] = [only]
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'required') continue
    if (key === 'properties' && isSchema(value)) {
      const properties = Object.entries(value).map(([name, property]) => {
        const strictProperty = isSchema(property) ? requireAll(property) : {}
        return [name, required.has(name) ? strictProperty : { anyOf: [strictProperty, { type: 'null' }] }]
      })
      rest[key] = Object.fromEntries(properties)
      rest['required'] = Object.keys(value)
      rest['additionalProperties'] = false
    } else if (Array.isArray(value)) rest[key] = value.map((item) => (isSchema(item) ? requireAll(item) : item))
    else if (isSchema(value)) rest[key] = requireAll(value)
  }
  return rest
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
