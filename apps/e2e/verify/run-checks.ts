import { type Scene, openScene } from './scene.ts'

/** A part of a deployment: throws what is wrong, or answers what it saw. `needsWeb`: there is nothing to look at without a web app. */
export type Check = { name: string; run(scene: Scene): Promise<string>; needsWeb?: boolean }

export type Result = { name: string; outcome: 'passed' | 'failed' | 'skipped'; detail: string; ms: number }

/** A part that says nothing for so long is broken. Python's first start on a small machine takes 20 s. */
const LIMIT_MS = 90_000

/**
 * Looks at the parts one after the other, each whether or not the ones before it hold, in a workspace of its own that is deleted at the end.
 * The first and the last result are making that workspace and deleting it.
 */
export async function runChecks(checks: Check[], where: { apiUrl: string; webUrl: string | null }): Promise<Result[]> {
  let scene: Scene | undefined
  const opened = await attempt('workspace', async () => {
    scene = await openScene(where)
    return 'made'
  })
  const results: Result[] = [opened]
  if (scene === undefined) return results
  const own = scene
  for (const { name, run, needsWeb } of checks) {
    if (needsWeb && where.webUrl === null)
      results.push({ name, outcome: 'skipped', detail: 'no address of a web app was given', ms: 0 })
    else results.push(await attempt(name, () => run(own)))
  }
  results.push(await attempt('clean-up', () => own.remove()))
  return results
}

async function attempt(name: string, run: () => Promise<string>): Promise<Result> {
  const startedAt = performance.now()
  const done = (outcome: Result['outcome'], detail: string) => ({
    name,
    outcome,
    detail,
    ms: Math.round(performance.now() - startedAt),
  })
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${LIMIT_MS / 1000} s`)), LIMIT_MS)
  })
  try {
    return done('passed', await Promise.race([run(), tooLate]))
  } catch (error) {
    return done('failed', error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
  }
}
