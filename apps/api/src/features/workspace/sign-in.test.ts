import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { type TestIssuer, signByStranger, startIssuer } from '../../testing/jwt-issuer.ts'
import { problemCode } from '../../testing/problem.ts'

let issuer: TestIssuer
let harness: Harness
beforeAll(async () => {
  issuer = await startIssuer()
  harness = await createHarness({ env: issuer.env, sandbox: { warm: { typescript: 0, python: 0 } } })
})
afterAll(async () => {
  await harness.close()
  issuer.close()
})

const as = (token: string): Member => harness.as({ token, workspaceId: '' } as Member)
const seconds = () => Math.floor(Date.now() / 1000)

test('a person has one workspace, whichever of their tokens they come with', async () => {
  const [one, two, other] = await Promise.all([
    issuer.sign(),
    issuer.sign({ iat: seconds() - 60 }),
    issuer.sign({ sub: 'person-2' }),
  ])
  const answers = await Promise.all([one, two, one, other].map((token) => as(token).api.workspace.get()))
  expect(answers.map(({ status, body }) => [status, body])).toMatchObject(
    Array.from({ length: 4 }, () => [200, { signed_in: true }]),
  )
  const ids = answers.map(({ body }) => (body as { workspace_id: string }).workspace_id)
  expect(new Set(ids.slice(0, 3)).size).toBe(1)
  expect(ids[3]).not.toBe(ids[0])
})

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

const bad: [name: string, token: () => string | Promise<string>][] = [
  [
    'without a signature (alg: none)',
    () =>
      `${encode({ alg: 'none' })}.${encode({ iss: issuer.issuer, aud: 'authenticated', sub: 'x', exp: seconds() + 60 })}.`,
  ],
  [
    'signed with the public key as a secret (HS256)',
    async () =>
      new SignJWT({ iss: issuer.issuer, aud: 'authenticated', sub: 'x', exp: seconds() + 60 })
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .sign(new TextEncoder().encode(await issuer.publicPem())),
  ],
  ["signed by a stranger under the issuer's key id", () => signByStranger(issuer.issuer, 'first')],
  ['with an unknown key id', () => signByStranger(issuer.issuer, 'unknown')],
  ['for another audience', () => issuer.sign({ aud: 'anon' })],
  ['of another issuer', () => issuer.sign({ iss: 'https://example.com' })],
  ['that has expired', () => issuer.sign({ exp: seconds() - 60 })],
  ['that never expires', () => issuer.sign({ exp: undefined })],
  ['that is not valid yet', () => issuer.sign({ nbf: seconds() + 600 })],
  ['of nobody', () => issuer.sign({ sub: undefined })],
  ['of an empty name', () => issuer.sign({ sub: '' })],
  ['of a name that is none', () => issuer.sign(JSON.parse('{"sub":7}'))],
  ['of a name with a NUL', () => issuer.sign({ sub: 'a\0' })],
  ['of a name with half a character', () => issuer.sign({ sub: '\ud800' })],
  ['of a name without end', () => issuer.sign({ sub: 'x'.repeat(256) })],
  ['that was changed', async () => (await issuer.sign()).replace(/\.[^.]+\./, `.${encode({ sub: 'admin' })}.`)],
  ['that is no JSON', () => 'e30.e30.e30'],
]

test.each(bad)('a JWT %s is refused', async (_name, token) => {
  const answer = await as(await token()).fetch('/api/workspace')
  expect([answer.status, await problemCode(answer)]).toEqual([401, 'unauthorized'])
})

test('a key that the issuer adds is found, and looking for unknown ones is not repeated at once', async () => {
  const before = issuer.asked()
  await Promise.all(
    Array.from({ length: 20 }, async () => as(await signByStranger(issuer.issuer, 'nobody')).fetch('/api/workspace')),
  )
  expect(issuer.asked() - before).toBeLessThanOrEqual(1)
  const fresh = await createHarness({
    env: issuer.env,
    beside: harness,
    sandbox: { warm: { typescript: 0, python: 0 } },
  })
  await issuer.addKey('second')
  expect((await fresh.as(as(await issuer.sign({}, 'second'))).fetch('/api/workspace')).status).toBe(200)
  await fresh.close()
})

test('where the keys cannot be had, nobody is told that their token is wrong', async () => {
  const fresh = await createHarness({
    env: issuer.env,
    beside: harness,
    sandbox: { warm: { typescript: 0, python: 0 } },
  })
  issuer.setBroken(true)
  const member = fresh.as(as(await issuer.sign()))
  expect(await problemCode(await member.fetch('/api/workspace'))).toBe('unavailable')
  issuer.setBroken(false)
  expect((await member.fetch('/api/workspace')).status).toBe(200)
  await fresh.close()
})

test('without an issuer in the configuration no JWT is good', async () => {
  const plain = await createHarness({ beside: harness, sandbox: { warm: { typescript: 0, python: 0 } } })
  expect((await plain.as(as(await issuer.sign())).fetch('/api/workspace')).status).toBe(401)
  await plain.close()
})
