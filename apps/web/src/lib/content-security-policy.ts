import type { WebEnv } from './env.ts'

type About = WebEnv & { nonce: string; development: boolean }

/**
 * Scripts run only with the nonce of the page, or when such a script loads them; nothing is fetched but from this origin, the API, and where people
 * sign in. Styles
 * may stand in the page: the editor, the canvas and the code blocks set them as they draw.
 */
export function contentSecurityPolicy({ apiUrl, supabase, nonce, development }: About): string {
  const directives = {
    'default-src': ["'self'"],
    // React's development build evaluates strings, to show where an error came from.
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", apiUrl, ...(supabase ? [supabase.url] : []), ...(development ? ['ws:'] : [])],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
