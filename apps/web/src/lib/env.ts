import { z } from 'zod'

// Not from PORT: Next writes the web app's own port into it. Whoever starts both on other ports sets API_URL.
const DEFAULT_API_URL = 'http://localhost:4000'

const Env = z
  .object({ API_URL: z.url({ protocol: /^https?$/ }).default(DEFAULT_API_URL) })
  .transform(({ API_URL }) => ({ apiUrl: API_URL.replace(/\/+$/, '') }))

export type WebEnv = z.output<typeof Env>

/**
 * What the web app reads from its environment: the one place that does. Call it while a request is answered, never at
 * module level: the build must not know the API's address.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): WebEnv {
  return Env.parse({ API_URL: source['API_URL'] === '' ? undefined : source['API_URL'] })
}
