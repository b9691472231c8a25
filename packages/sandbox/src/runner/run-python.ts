// Entry point of a process that runs Python. Arguments: Pyodide's folder, the snapshot's path. It exports nothing.
import { type Channel, openChannel, type RunOrder } from './channel.ts'
import { createBlockingHostCalls } from './host-calls.ts'
import { loadPython } from './load-pyodide.ts'
import { createProgressBucket } from './progress-bucket.ts'

type Prelude = {
  connect(host: object): void
  run(code: string, stdin: string): Promise<{ toJs(): [status: string, text: string] }>
}

async function main() {
  const channel = openChannel()
  const [folder, snapshotPath] = Deno.args
  if (!folder || !snapshotPath) throw new Error('Needs the folder of Pyodide and the path of the snapshot')
  const python = await loadPython(folder, Deno.readFileSync(snapshotPath))
  const [connect, run] = [python.globals.get('_outlast_connect'), python.globals.get('_outlast_run')]
  if (typeof connect !== 'function' || typeof run !== 'function') throw new Error('The snapshot lacks the prelude')
  // `callPromising` lets Python suspend JavaScript's stack: asyncio.run() works.
  const prelude: Prelude = {
    connect: (host) => connect(host),
    run: (code, stdin) => Reflect.get(run, 'callPromising').call(run, code, stdin),
  }

  const errors = new TextDecoder()
  const write = { stdout: (_bytes: Uint8Array) => {}, stderr: (_bytes: Uint8Array) => {} }
  python.setStdout({ write: (bytes) => (write.stdout(bytes), bytes.length), isatty: false })
  python.setStderr({ write: (bytes) => (write.stderr(bytes), bytes.length), isatty: false })
  const bucket = createProgressBucket(channel)
  prelude.connect(hostFor(channel, bucket))
  // Pyodide reports its own fatal errors to the console, with its insides: the outcome says it in one line instead.
  for (const name of ['log', 'info', 'warn', 'error'] as const) console[name] = () => undefined
  // The paths that the user's code takes, once, unheard: a first print and a first traceback come 10 and 50 ms earlier.
  await prelude.run('print(1)\n1 / 0', '')
  write.stdout = channel.stdoutBytes
  write.stderr = (bytes) => channel.stderr(errors.decode(bytes, { stream: true }))
  channel.ready()
  for (;;) {
    const line = await channel.nextLine()
    if ('run' in line) return execute(line.run, { channel, prelude, flush: bucket.flush })
  }
}

async function execute(order: RunOrder, deps: { channel: Channel; prelude: Prelude; flush(): void }) {
  const { channel, prelude, flush } = deps
  // Only what ends the interpreter itself gets here: os._exit(), os.abort(), an overflow of the WebAssembly stack.
  const fail = (error: unknown) => {
    flush()
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    channel.failed(`exited early: ${detail.split('\n')[0]}`.slice(0, 1_000), 'code')
  }
  addEventListener('unhandledrejection', (event) => fail(event.reason))
  try {
    const [status, text] = (await prelude.run(order.code, order.stdin)).toJs()
    flush()
    if (status === 'done') channel.done(text)
    else channel.failed(text, status === 'memory' ? 'memory' : 'code')
  } catch (error) {
    fail(error)
  }
}

/** What the prelude may call; values cross as numbers and strings of JSON, answers as the bytes they came in. */
function hostFor(channel: Channel, bucket: ReturnType<typeof createProgressBucket>) {
  const call = createBlockingHostCalls(channel)
  const asleep = new Int32Array(new SharedArrayBuffer(4))
  return {
    call,
    display: channel.display,
    progress: (fraction: number, label?: string) => bucket.report(fraction, label ?? null),
    /** Emscripten's own sleep spins a core. */
    sleep(seconds: number) {
      bucket.flush()
      Atomics.wait(asleep, 0, 0, seconds * 1_000)
    },
  }
}

main()
