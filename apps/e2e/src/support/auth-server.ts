import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'

export type AuthServer = Awaited<ReturnType<typeof startAuthServer>>

/** Signs people in as Supabase does: a password for a short-lived JWT and a token to renew it, keys in a JWKS. */
export async function startAuthServer({ lifeS }: { lifeS: number }) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const people = new Map<string, { id: string; password: string }>()
  const renewals = new Map<string, string>()
  let renewed = 0
  let issuer = ''

  const session = async (email: string) => {
    const { id } = people.get(email) ?? { id: '' }
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: 'authenticated', sub: id, email, iat: now, exp: now + lifeS }
    const refresh = randomUUID()
    renewals.set(refresh, email)
    return {
      access_token: await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey),
      token_type: 'bearer',
      expires_in: lifeS,
      expires_at: now + lifeS,
      refresh_token: refresh,
      user: {
        id,
        aud: 'authenticated',
        email,
        app_metadata: {},
        user_metadata: {},
        created_at: new Date().toISOString(),
      },
    }
  }

  const answer = async (request: IncomingMessage): Promise<[status: number, body: unknown]> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.endsWith('/.well-known/jwks.json')) return [200, { keys: [jwk] }]
    const body = await readJson(request)
    const email = String(body['email'])
    if (pathname.endsWith('/signup')) {
      people.set(email, { id: randomUUID(), password: String(body['password']) })
      return [200, await session(email)]
    }
    if (pathname.endsWith('/logout')) return [204, null]
    if (pathname.endsWith('/token') && searchParams.get('grant_type') === 'password') {
      const good = people.get(email)?.password === body['password']
      return good
        ? [200, await session(email)]
        : [400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' }]
    }
    if (pathname.endsWith('/token')) {
      const owner = renewals.get(String(body['refresh_token']))
      if (owner === undefined)
        return [400, { code: 400, error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }]
      renewals.delete(String(body['refresh_token']))
      renewed++
      return [200, await session(owner)]
    }
    return [404, { msg: 'not found' }]
  }

  const server = createServer((request, response) => void respond(request, response, answer)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server that signs in does not listen.')
  const url = `http://127.0.0.1:${address.port}`
  issuer = `${url}/auth/v1`
  return {
    url,
    env: { SUPABASE_URL: url, SUPABASE_ANON_KEY: 'public' },
    renewed: () => renewed,
    close: () => void server.close(),
  }
}

type Answer = (request: IncomingMessage) => Promise<[status: number, body: unknown]>

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-allow-headers', '*, authorization')
  if (request.method === 'OPTIONS') return void response.writeHead(204).end()
  const [status, body] = await answer(request)
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === null ? '' : JSON.stringify(body))
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? {} : JSON.parse(text)
}
