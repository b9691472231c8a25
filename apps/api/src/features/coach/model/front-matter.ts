import { parse } from 'yaml'
import { z } from 'zod'

/** Mistakes in a file, as the end of a sentence that begins with its name: "has no front matter". */
export class FrontMatterError extends Error {
  override readonly name = 'FrontMatterError'
}

/**
 * Takes a Markdown file with front matter apart: what stands between two lines of `---` at its beginning, and the rest.
 *
 * @throws FrontMatterError
 */
export function parseFrontMatter<T>(source: string, schema: z.ZodType<T>): { front: T; body: string } {
  const found = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source)
  if (found === null) throw new FrontMatterError('has no front matter between two lines of ---')
  const parsed = schema.safeParse(readYaml(found[1] ?? ''))
  if (!parsed.success) throw new FrontMatterError(`is not right: ${sentenceOf(parsed.error)}`)
  const body = source.slice(found[0].length).replaceAll('\r\n', '\n').trim()
  if (body === '') throw new FrontMatterError('has nothing below its front matter')
  return { front: parsed.data, body }
}

function readYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0] : ''
    throw new FrontMatterError(`has front matter that is not YAML: ${line?.replace(/:?\s*$/, '')}`, { cause: error })
  }
}

function sentenceOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the front matter'}: ${message}`).join('; ')
}
