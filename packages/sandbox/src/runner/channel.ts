// The child's end of the conversation with the host: frames out on stdout, JSON lines in on stdin.

export type RunOrder = { language: 'typescript' | 'javascript' | 'python'; code: string; stdin: string }
export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string }
type HostLine = { nonce: string } | { run: RunOrder } | { reply: Reply }

/** The host refuses frames above 8 MiB; 1 KiB is for what stands around the arguments. */
export const callBytes = 8_387_584

export type Channel = ReturnType<typeof openChannel>

/** A longer text becomes several frames, so that none of them is large. */
const textChars = 32_768
const newline = 0x0a

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
    /** `args` is JSON text of at most {@link callBytes}. */
    call: (id: number, name: string, args: string) =>
      frame('call', `,"id":${quote(id)},"name":${quote(name)},"args":${args}`),
    /** `result` is JSON text: `{"repr":…,"json":…}` or `null`. Nothing runs after this: the host kills the process when it has read the frame. */
    done: (result: string): never => halt(frame('done', `,"result":${result}`)),
    failed: (detail: string, kind: 'code' | 'memory'): never =>
      halt(frame('failed', `,"detail":${quote(detail)},"kind":"${kind}"`)),
    nextLine: reader.next,
    /** A line as it came; blocks. */
    nextBytesSync: reader.nextBytesSync,
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
  const lines: Uint8Array[] = []
  /** The line that has begun: joined once, because an answer of 8 MiB comes in 128 chunks. */
  let parts: Uint8Array[] = []
  const accept = (count: number | null) => {
    if (count === null) return exit(1)
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0 && end < count; end = chunk.indexOf(newline, from)) {
      lines.push(join([...parts, chunk.slice(from, end)]))
      parts = []
      from = end + 1
    }
    parts.push(chunk.slice(from, count))
  }
  const parse = (line: Uint8Array): HostLine => JSON.parse(decoder.decode(line))
  const nextBytesSync = (): Uint8Array => {
    for (;;) {
      const line = lines.shift()
      if (line) return line
      accept(readSync(chunk))
    }
  }
  return {
    nextBytesSync,
    nextSync: () => parse(nextBytesSync()),
    async next(): Promise<HostLine> {
      for (;;) {
        const line = lines.shift()
        if (line) return parse(line)
        accept(await read(chunk))
      }
    },
  }
}

function join(parts: Uint8Array[]): Uint8Array {
  const [only] = parts
  if (only && parts.length === 1) return only
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
