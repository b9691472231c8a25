/** The longest that an answer is held for `Prefer: wait=N`, in seconds. */
export const MAX_PREFER_WAIT_S = 30

/** Seconds of `Prefer: wait=N` (RFC 7240), at most 30; null where it is not there or no number. */
export function preferredWaitS(header: string | undefined): number | null {
  const [, seconds] = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/i.exec(header ?? '') ?? []
  return seconds === undefined ? null : Math.min(Number(seconds), MAX_PREFER_WAIT_S)
}
