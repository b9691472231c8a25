import { expect, test } from 'vitest'
import { createCredentials } from './credentials.ts'
import type { Session, SignIn } from './sign-in.ts'

function scene({ session, renewed }: { session: Session | null; renewed?: Session | null }) {
  const calls: string[] = []
  const workspace = {
    token: async () => 'anonymous',
    replace: async (refused: string) => (calls.push(`replace ${refused}`), 'fresh'),
    stored: () => 'anonymous',
    forget: () => undefined,
  }
  const signIn: SignIn = {
    session: async () => session,
    renew: async () => (calls.push('renew'), renewed ?? null),
    withPassword: async () => undefined,
    register: async () => ({ confirmByMail: false }),
    signOut: async () => undefined,
  }
  const credentials = createCredentials({ workspace, signIn }, () => calls.push('signed out'))
  return { credentials, calls }
}

const person = { token: 'session', email: 'a@example.com' }

test('who is signed in sends their session, everyone else the workspace of the browser', async () => {
  expect(await scene({ session: person }).credentials.token()).toBe('session')
  expect(await scene({ session: null }).credentials.token()).toBe('anonymous')
})

test('a refused session is renewed, and never ends in a new workspace', async () => {
  const { credentials, calls } = scene({ session: person, renewed: { ...person, token: 'renewed' } })
  expect(await credentials.next('session')).toEqual({ token: 'renewed', replaced: false })
  expect(calls).toEqual(['renew'])
})

test('a session that another tab has renewed already is taken as it is', async () => {
  const { credentials, calls } = scene({ session: person })
  expect(await credentials.next('older')).toEqual({ token: 'session', replaced: false })
  expect(calls).toEqual([])
})

test('a session that cannot be renewed is told, and the workspace of the browser is there as before', async () => {
  const { credentials, calls } = scene({ session: person, renewed: null })
  expect(await credentials.next('session')).toEqual({ token: 'anonymous', replaced: false })
  expect(calls).toEqual(['renew', 'signed out'])
})

test('without a session, a refused workspace is replaced', async () => {
  const { credentials, calls } = scene({ session: null })
  expect(await credentials.next('old')).toEqual({ token: 'fresh', replaced: true })
  expect(calls).toEqual(['replace old'])
})
