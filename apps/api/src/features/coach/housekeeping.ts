import type { CoachDeps } from './coach-deps.ts'
import { deleteExpiredSession, findExpiredSessions, findUnfinishedJobIds } from './session-repository.ts'

const BATCH = 100

/** Deletes what sessions have left that were not seen for so many hours: their threads, and what is attached to those. */
export async function deleteExpiredSessions(
  {
    database,
    engine,
    attachments,
  }: Pick<CoachDeps, 'database' | 'attachments'> & { engine: Pick<CoachDeps['engine'], 'cancel'> },
  hours: number,
): Promise<void> {
  for (;;) {
    const expired = await findExpiredSessions(database, hours, BATCH)
    for (const session of expired) {
      const jobIds = await findUnfinishedJobIds(database, session)
      await engine.cancel({ workspaceId: session.workspaceId, jobIds })
      await deleteExpiredSession(database, session, hours)
    }
    if (expired.length > 0) attachments.sweep()
    if (expired.length < BATCH) return
  }
}
