import { once } from 'node:events'
import { createServer } from 'node:http'
import { type JWTPayload, SignJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose'

export const AUDIENCE = 'authenticated'

export type TestIssuer = Awaited<ReturnType<typeof startIssuer>>

/** A server with a JWKS, as Supabase has one, whose keys a test can change, and that can be made to fail. */
export async function startIssuer() {
  const keys = new Map<string, Key>()
  let asked = 0
  let broken = false
  const server = createServer((_request, response) => {
    asked++
    if (broken) return response.writeHead(500).end()
    response.setHeader('content-type', 'application/json')
    return response.end(JSON.stringify({ keys: [...keys.values()].map(({ jwk }) => jwk) }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The issuer does not listen.')
  const issuer = `http://127.0.0.1:${address.port}/auth/v1`
  const addKey = async (kid: string) => keys.set(kid, await createKey(kid))
  await addKey('first')
  return {
    issuer,
    env: { SUPABASE_JWKS_URL: `${issuer}/.well-known/jwks.json`, SUPABASE_JWKS_ISSUER: issuer },
    addKey,
    removeKey: (kid: string) => keys.delete(kid),
    asked: () => asked,
    setBroken: (value: boolean) => void (broken = value),
    /** A good token, but for what is said otherwise. */
    sign: (claims: JWTPayload = {}, kid = 'first') => sign({ issuer, key: keys.get(kid) }, claims),
    publicPem: async () => exportSPKI((keys.get('first') ?? missing()).publicKey),
    close: () => void server.close(),
  }
}

type Key = Awaited<ReturnType<typeof createKey>>

async function createKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  return { kid, publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}

/** Signs with a key that the issuer publishes, or with one of that name that it does not. */
async function sign({ issuer, key }: { issuer: string; key: Key | undefined }, claims: JWTPayload): Promise<string> {
  const { privateKey, kid } = key ?? missing()
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss: issuer, aud: AUDIENCE, sub: 'person-1', iat: now, exp: now + 3600, ...claims }
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
}

/** A token by a key that the issuer never had, under the name of one that it has. */
export async function signByStranger(issuer: string, kid: string): Promise<string> {
  return sign({ issuer, key: await createKey(kid) }, {})
}

function missing(): never {
  throw new Error('There is no such key.')
}
