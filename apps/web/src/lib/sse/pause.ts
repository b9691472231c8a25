/** A pause that ends early when the network is back or someone looks at the page again. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const end = () => {
      over.abort()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    const once = { signal: over.signal, once: true }
    window.addEventListener('online', end, once)
    document.addEventListener('visibilitychange', end, once)
    signal.addEventListener('abort', end, once)
  })
}
