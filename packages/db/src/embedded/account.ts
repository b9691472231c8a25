import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'

/** Whom PostgreSQL runs as; empty for "as ourselves". Spread it into spawn options. */
export type Account = { uid?: number; gid?: number }

// PostgreSQL refuses to run as root, and initdb refuses an account without a passwd entry; every system has nobody.
const NOBODY = { uid: 65_534, gid: 65_534 }

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * As root: the owner of the cluster that is there already (it may have been made by an ordinary user, whose files it
 * then stays), or nobody. Otherwise ourselves.
 */
export async function accountFor(dataPath: string): Promise<Account> {
  if (!isRoot()) return {}
  const owner = await stat(dataPath).catch(() => null)
  return owner === null || owner.uid === 0 ? NOBODY : { uid: owner.uid, gid: owner.gid }
}

/** Whether the account reaches the directory by its path: asked of the system, since modes alone don't tell (ACLs). */
export async function canEnter(directory: string, account: Account): Promise<boolean> {
  if (account.uid === undefined) return true
  const probe = spawn('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...account, cwd: '/', env: {}, stdio: 'ignore' })
  const [code]: unknown[] = await once(probe, 'exit')
  return code === 0
}
