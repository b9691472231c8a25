import { findRow } from './collections.ts'
import * as repository from './item-repository.ts'
import type { LibraryDeps } from './library-deps.ts'

/** Deletes items by their ids; those that are not there are passed over. */
export async function deleteItems(
  deps: LibraryDeps,
  { workspaceId, name }: { workspaceId: string; name: string },
  ids: string[],
): Promise<{ deleted: number }> {
  const { id } = await findRow(deps, workspaceId, name)
  const deleted = await repository.deleteItems(deps.database, id, ids)
  if (deleted > 0) deps.sweeper.kick()
  return { deleted }
}
