// The child's end of the conversation with the host: frames out on stdout, JSON lines in on stdin.

export type RunOrder = { language: 'typescript' | 'javascript' | 'python'; code: string; stdin: string }
type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string }
type HostLine = { nonce: string } | { run: RunOrder } | { reply: Reply }

export type Channel = ReturnType<typeof openChannel>

/** Frames longer than this are cut into several: the host refuses frames above 2 MiB. */
const textChars = 32_768

/**
 * Opens the channel. Everything that touches the nonce is captured here, before any of the user's code runs: a patched
 * prototype (`Uint8Array.prototype.length`, `JSON.stringify`, …) never sees a frame's bytes.
 */
export function openChannel() {
  const reader = openReader()
  const first = reader.nextSync()
  if (!('nonce' in first)) throw new Error('The first line must carry the nonce')
  const marker = `\u001e${first.nonce}`
  const write = openWriter()
  const quote = JSON.stringify
  const frame = (type: string, fields = '') => write(`${marker}{"t":"${type}"${fields}}\n`)

  return {
    ready: () => frame('ready'),
    stdout: (text: string) => write(text),
    stdoutBytes: write.bytes,
    stderr(text: string) {
      for (let at = 0; at < text.length; at += textChars)
        frame('stderr', `,"text":${quote(text.slice(at, at + textChars))}`)
    },
    /** `item` is JSON text: `{"kind":…,"data":…}`. */
    display: (item: string) => frame('display', `,"item":${item}`),
    progress: (fraction: number, label: string | null) =>
      frame('progress', `,"fraction":${quote(fraction)},"label":${quote(label)}`),
    /** `args` is JSON text. */
    call: (id: number, name: string, args: string) =>
      frame('call', `,"id":${quote(id)},"name":${quote(name)},"args":${args}`),
    /** `result` is JSON text: `{"repr":…,"json":…}` or `null`. Nothing runs after this: the host kills the process when it has read the frame. */
    done: (result: string): never => halt(frame('done', `,"result":${result}`)),
    failed: (detail: string, kind: 'code' | 'memory'): never =>
      halt(frame('failed', `,"detail":${quote(detail)},"kind":"${kind}"`)),
    nextLine: reader.next,
    nextLineSync: reader.nextSync,
  }
}

/** Sleeps for ever, without the user's timers and promises. */
function halt(_sent: void): never {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function openWriter() {
  const writeSync = Deno.stdout.writeSync.bind(Deno.stdout)
  const encoder = new TextEncoder()
  const encode = encoder.encode.bind(encoder)
  const subarray: (bytes: Uint8Array, from: number) => Uint8Array = Function.prototype.call.bind(
    Uint8Array.prototype.subarray,
  )
  const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength')?.get
  if (!lengthOf) throw new Error('No byteLength getter')
  const byteLength: (bytes: Uint8Array) => number = Function.prototype.call.bind(lengthOf)
  const bytes = (all: Uint8Array) => {
    const length = byteLength(all)
    let written = writeSync(all)
    while (written < length) written += writeSync(subarray(all, written))
  }
  const write = (text: string) => bytes(encode(text))
  write.bytes = bytes
  return write
}

/** Lines of JSON from the host. A closed stdin means that the host is gone: the process ends. */
function openReader() {
  const { stdin, exit } = Deno
  const [read, readSync] = [stdin.read.bind(stdin), stdin.readSync.bind(stdin)]
  const decoder = new TextDecoder()
  const chunk = new Uint8Array(65_536)
  let text = ''
  const line = (): HostLine | null => {
    const end = text.indexOf('\n')
    if (end < 0) return null
    const found: HostLine = JSON.parse(text.slice(0, end))
    text = text.slice(end + 1)
    return found
  }
  const accept = (count: number | null) => {
    if (count === null) exit(1)
    else text += decoder.decode(chunk.subarray(0, count), { stream: true })
  }
  return {
    nextSync(): HostLine {
      for (;;) {
        const found = line()
        if (found) return found
        accept(readSync(chunk))
      }
    },
    async next(): Promise<HostLine> {
      for (;;) {
        const found = line()
        if (found) return found
        accept(await read(chunk))
      }
    },
  }
}
