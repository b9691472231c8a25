// Writes a backup of the built-in database and its vectors, or puts one back; see docs/RUNBOOK.md.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ConfigError, parseEnv } from '@outlast/config'
import { StartupError, backUp, restore } from '@outlast/db'

const [command, file] = process.argv.slice(2)
const dotenv = fileURLToPath(new URL('../.env', import.meta.url))
try {
  if (existsSync(dotenv)) process.loadEnvFile(dotenv)
  const { databaseUrl, dataDir } = parseEnv(process.env)
  if (file === undefined) throw new StartupError(`Name the file: npm run ${command} -- backup.tar`)
  if (databaseUrl !== null) {
    throw new StartupError(
      'DATABASE_URL is set: back that server up with its own means, such as pg_dump. See docs/RUNBOOK.md.',
    )
  }
  await (command === 'restore' ? restore(dataDir, file) : backUp(dataDir, file))
  process.stdout.write(command === 'restore' ? `${file} is in ${dataDir}: start Outlast.\n` : `Wrote ${file}.\n`)
} catch (error) {
  if (!(error instanceof StartupError) && !(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
