import type { ArtistHealth } from '@outlast/contract'
import { CANVAS_DRAW, type CanvasDeps } from './canvas-deps.ts'
import { readQueue } from './health-repository.ts'

/** Who draws, and how much is waiting. Degraded where nobody takes what waits. Who asks is about to have something drawn. */
export async function getHealth(
  { database, artist }: Pick<CanvasDeps, 'database' | 'artist'>,
  workspaceId: string,
): Promise<ArtistHealth> {
  artist.wake()
  const { queued, running, workers } = await readQueue(database, workspaceId, CANVAS_DRAW)
  return { status: workers > 0 ? 'ok' : 'degraded', planner: artist.planner, queued, running }
}
