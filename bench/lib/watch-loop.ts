// Loaded into an API process before its own code: tells by IPC how long its event loop was held up.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('message', (message) => {
    if (message === 'loop.reset') delay.reset()
    if (message !== 'loop.read') return
    const [p50, p99, p999] = [50, 99, 99.9].map((share) => delay.percentile(share) / 1e6)
    process.send?.({ type: 'loop', p50, p99, p999, max: delay.max / 1e6, samples: delay.count })
  })
  // Listening alone must not keep the process.
  process.channel?.unref()
}
