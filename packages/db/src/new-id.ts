import { v7 } from 'uuid'

/** A UUIDv7: sorts by the time it was made. Made here and not by the database, which may be older than 18. */
export function newId(): string {
  return v7()
}
