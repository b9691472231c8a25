import type { Conflict } from '@outlast/contract'
import { AppError } from '../../http/app-error.ts'

/** Someone has changed these blocks in the meantime: both sides of each are in the problem. */
export function versionConflict(conflicts: Conflict[]): AppError {
  const versions = conflicts.slice(0, 5).map(({ id, from_version, current_version }) => {
    const now = current_version === 0 ? 'is not there' : `is at version ${current_version}`
    return `the block ${id} ${now}, and the change was made for version ${from_version}`
  })
  const more = conflicts.length > versions.length ? `; and ${conflicts.length - versions.length} more` : ''
  return new AppError('version_conflict', `Nothing was changed: ${versions.join('; ')}${more}.`, { conflicts })
}
