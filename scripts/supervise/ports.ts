import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { StartFailure } from './child.ts'

/** How long a port may stay taken by an earlier start that is still going down. */
const PATIENCE_MS = 6_000

type Wanted = { port: number; variable: string; of: string }

/** Throws one sentence that names the first port that is taken. */
export async function findFreePorts(wanted: Wanted[]): Promise<void> {
  for (const { port, variable, of } of wanted) {
    const deadline = Date.now() + PATIENCE_MS
    while (!(await isFree(port))) {
      if (Date.now() > deadline) {
        throw new StartFailure(`Port ${port} for ${of} is taken: stop what uses it, or set ${variable} to another one.`)
      }
      await delay(200)
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(new StartFailure(`Port ${port} cannot be used (${error.code}): choose another one.`))
    })
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
