import { z } from 'zod'

// Not from PORT: Next writes the web app's own port into it. Whoever starts both on other ports sets API_URL.
const DEFAULT_API_URL = 'http://localhost:4000'

const HttpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const Env = z
  .object({
    API_URL: HttpUrl.default(DEFAULT_API_URL),
    SUPABASE_URL: HttpUrl.optional(),
    SUPABASE_ANON_KEY: z.string().optional(),
  })
  .transform(({ API_URL, SUPABASE_URL, SUPABASE_ANON_KEY }) => ({
    apiUrl: API_URL,
    supabase: SUPABASE_URL && SUPABASE_ANON_KEY ? { url: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY } : null,
  }))

/** `supabase` is where people sign in; null where nobody does. Its key is public by design. */
export type WebEnv = z.output<typeof Env>

/**
 * What the web app reads from its environment: the one place that does. Call it while a request is answered, never at
 * module level: the build must not know the API's address.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): WebEnv {
  return Env.parse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')))
}
