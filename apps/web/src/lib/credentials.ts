import type { SignIn } from './sign-in.ts'
import type { WorkspaceStore } from './workspace.ts'

/** Says once that a session ended by itself. */
export const SIGNED_OUT_EVENT = 'outlast:signed-out'

/** What requests are sent with. */
export interface Credentials {
  token(): Promise<string>
  /** The next token after the API refused one. `replaced`: it is that of a new, empty workspace. */
  next(refused: string): Promise<{ token: string; replaced: boolean }>
}

/** The session of who is signed in; otherwise the workspace of this browser. */
export function createCredentials(
  { workspace, signIn }: { workspace: WorkspaceStore; signIn: SignIn | null },
  onSignedOut: () => void,
): Credentials {
  return {
    async token() {
      const session = (await signIn?.session()) ?? null
      return session?.token ?? workspace.token()
    },
    async next(refused) {
      const session = (await signIn?.session()) ?? null
      if (signIn === null || session === null) return { token: await workspace.replace(refused), replaced: true }
      const renewed = session.token === refused ? await signIn.renew() : session
      if (renewed !== null) return { token: renewed.token, replaced: false }
      onSignedOut()
      return { token: await workspace.token(), replaced: false }
    },
  }
}
