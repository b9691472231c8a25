import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { lchown, lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../error-code.ts'
import { StartupError } from '../startup-error.ts'

/** Whom PostgreSQL runs as; empty for "as ourselves". Spread it into spawn options. */
export type Account = { uid: number; gid: number } | { uid?: never; gid?: never }

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

/** Whether the account reaches the directory by its path. The system is asked, since modes don't tell all (ACLs). */
export async function canEnter(directory: string, account: Account): Promise<boolean> {
  if (account.uid === undefined) return true
  const options = { ...account, cwd: '/', env: {}, stdio: 'ignore' } as const
  const probe = spawn('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], options)
  try {
    const [code]: unknown[] = await once(probe, 'exit')
    return code === 0
  } catch (cause) {
    throw cannotSwitch(cause)
  }
}

/** Gives what is root's to the account: a folder that was just made, or a backup that was put back as root. */
export async function giveTo(path: string, account: Account): Promise<void> {
  if (account.uid === undefined) return
  const found = await lstat(path).catch(() => null)
  // A cluster that is the account's already is not walked, file by file, at every start.
  if (found === null || found.uid !== 0) return
  // The folder last: if this is interrupted, the next start goes on.
  if (found.isDirectory()) for (const name of await readdir(path)) await giveTo(join(path, name), account)
  await lchown(path, account.uid, account.gid).catch((cause: unknown) => {
    throw cannotSwitch(cause)
  })
}

function cannotSwitch(cause: unknown): StartupError {
  return new StartupError(
    `PostgreSQL can't run as root, and this root may not use another account (${codeOf(cause)}): ` +
      `run Outlast as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
    { cause },
  )
}
