import { MintedWorkspace } from '@outlast/contract'
import { ApiProblem, problemOfAnswer } from './api-problem.ts'

/** Where the workspace's id and token live. Whoever has the token has the workspace. */
export const WORKSPACE_KEY = 'outlast.workspace'

/** Why the workspace of this browser had to be replaced: shown once, plainly. */
export const WORKSPACE_REPLACED_EVENT = 'outlast:workspace-replaced'

/** Storage, locks and minting as arguments, so that the rules can be tested without a browser. */
export interface WorkspaceDeps {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs one at a time among all tabs of this origin. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  mint: () => Promise<MintedWorkspace>
}

/** The workspace of this browser. */
export interface WorkspaceStore {
  /** The token; mints a workspace on the first call ever. */
  token(): Promise<string>
  /** Forgets a token that the server does not know (any more) and answers with the next one. */
  replace(refused: string): Promise<string>
  /** The token if there is a workspace already; mints nothing. */
  stored(): string | null
  /** Forgets the workspace, e.g. because it was moved into another one. */
  forget(): void
}

/** Two tabs that open at once share one workspace: the second waits for the lock and then finds what the first minted. */
export function createWorkspaceStore(deps: WorkspaceDeps): WorkspaceStore {
  let pending: Promise<string> | null = null

  const obtain = () =>
    deps.exclusively(async () => {
      const stored = readStored(deps.storage)
      if (stored !== null) return stored.token
      const minted = await deps.mint()
      deps.storage.setItem(WORKSPACE_KEY, JSON.stringify(minted))
      return minted.token
    })

  const token = () => {
    const stored = readStored(deps.storage)
    if (stored !== null) return Promise.resolve(stored.token)
    pending ??= obtain().finally(() => (pending = null))
    return pending
  }

  const replace = async (refused: string) => {
    const stored = readStored(deps.storage)
    // Another request or tab may have replaced it already: then only take over what it got.
    if (stored?.token === refused) deps.storage.removeItem(WORKSPACE_KEY)
    return token()
  }

  return {
    token,
    replace,
    stored: () => readStored(deps.storage)?.token ?? null,
    forget: () => deps.storage.removeItem(WORKSPACE_KEY),
  }
}

function readStored(storage: WorkspaceDeps['storage']): MintedWorkspace | null {
  const text = storage.getItem(WORKSPACE_KEY)
  if (text === null) return null
  try {
    const parsed = MintedWorkspace.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null // not JSON: someone else's or damaged, and minting again is the only way on
  }
}

/** The store of a real browser: localStorage, Web Locks, and `POST /api/workspaces`. */
export function browserWorkspaceStore(apiUrl: string): WorkspaceStore {
  return createWorkspaceStore({
    storage: localStorage,
    // Web Locks need a secure context; over plain http from another machine the tabs may race, and the last one wins.
    exclusively: (work) => ('locks' in navigator ? navigator.locks.request(WORKSPACE_KEY, work) : work()),
    mint: () => mintWorkspace(apiUrl),
  })
}

async function mintWorkspace(apiUrl: string): Promise<MintedWorkspace> {
  const answer = await fetch(`${apiUrl}/api/workspaces`, { method: 'POST' }).catch((cause: unknown) => {
    throw new ApiProblem({ code: 'unreachable', title: `Cannot reach the server at ${apiUrl}`, cause })
  })
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw problemOfAnswer(answer.status, body)
  return MintedWorkspace.parse(body)
}
