import type { AuthClient as AuthClientClass, AuthError } from '@supabase/auth-js'
import { ApiProblem } from './api-problem.ts'
import type { WebEnv } from './env.ts'

/** Who is signed in, and the token that says so to the API. */
export type Session = { token: string; email: string | null }

/** Signing in with Supabase. The session is kept in this browser, renewed before it ends, and shared by its tabs. */
export interface SignIn {
  /** A session that is good for now; null where nobody is signed in. */
  session(): Promise<Session | null>
  /** Renews a session that the API refused; null where that is not possible, and then nobody is signed in any more. */
  renew(): Promise<Session | null>
  /** @throws ApiProblem with what to tell the person. */
  withPassword(credentials: Credentials): Promise<void>
  /** Makes an account. Answers whether its owner has to follow a link in a mail first. */
  register(credentials: Credentials): Promise<{ confirmByMail: boolean }>
  signOut(): Promise<void>
}

export type Credentials = { email: string; password: string }

type AuthClient = InstanceType<typeof AuthClientClass>

/** Where the session lives in localStorage. */
const SESSION_KEY = 'outlast.session'

/** The client is loaded when it is needed for the first time: pages without a session do without. */
export function createSignIn({ url, anonKey }: NonNullable<WebEnv['supabase']>): SignIn {
  let loading: Promise<AuthClient> | null = null
  const client = () => (loading ??= loadClient(`${url}/auth/v1`, anonKey))
  const mayBeSignedIn = () => localStorage.getItem(SESSION_KEY) !== null || location.hash.includes('access_token=')

  return {
    async session() {
      if (!mayBeSignedIn()) return null
      const { data } = await (await client()).getSession()
      return toSession(data.session)
    },
    async renew() {
      if (!mayBeSignedIn()) return null
      const { data, error } = await (await client()).refreshSession()
      if (error) await (await client()).signOut({ scope: 'local' })
      return toSession(data.session)
    },
    async withPassword(credentials) {
      const { error } = await (await client()).signInWithPassword(credentials)
      if (error) throw toProblem(error)
    },
    async register(credentials) {
      const { data, error } = await (await client()).signUp(credentials)
      if (error) throw toProblem(error)
      return { confirmByMail: data.session === null }
    },
    async signOut() {
      const { error } = await (await client()).signOut({ scope: 'local' })
      if (error) throw toProblem(error)
    },
  }
}

async function loadClient(url: string, anonKey: string): Promise<AuthClient> {
  const { AuthClient: Client } = await import('@supabase/auth-js')
  return new Client({
    url,
    headers: { apikey: anonKey },
    storageKey: SESSION_KEY,
    persistSession: true,
    autoRefreshToken: true,
    detectSessionInUrl: true,
  })
}

function toSession(session: { access_token: string; user?: { email?: string } } | null): Session | null {
  return session === null ? null : { token: session.access_token, email: session.user?.email ?? null }
}

function toProblem(error: AuthError): ApiProblem {
  if (error.status === undefined || error.status === 0) {
    return new ApiProblem({ code: 'unreachable', title: 'Cannot reach the server that signs people in', cause: error })
  }
  return new ApiProblem({ code: 'unauthorized', status: error.status, title: error.message, cause: error })
}
