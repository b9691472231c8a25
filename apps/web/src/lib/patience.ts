/** Longer than this a person should hear about it instead. A window of the limits is a minute. */
const LONGEST_S = 65
const TRIES = 3

type Answered = { status: number; headers: Headers }

/**
 * Sends again when the server says that there were too many requests, after the time that it names. Gives up after the third refusal, and at
 * once when nobody waits any more.
 */
export async function patiently<T extends Answered>(
  send: () => Promise<T>,
  signal?: AbortSignal | null,
  sleep: (ms: number, signal?: AbortSignal | null) => Promise<void> = pause,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await send()
    const waitS = Number(answer.headers.get('retry-after') ?? Number.NaN)
    if (answer.status !== 429 || tries === TRIES || !(waitS <= LONGEST_S)) return answer
    await sleep(waitS * 1000, signal)
  }
}

function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
