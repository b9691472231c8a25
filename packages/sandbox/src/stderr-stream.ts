import type { Readable } from 'node:stream'

/**
 * Where V8's and Deno's own report of a fatal error begins. It shows insides (Deno's its whole command line, below 60 equals signs that
 * may come alone), and the outcome says the same in one line.
 */
const crashReport =
  /(?:^|\n)\s*(?:<--- Last few GCs --->|#\n# Fatal|={60}\s*(?:Deno |$)|Fatal (?:JavaScript|process) out of memory)/

/** The URL under which Deno knows the user's module. */
const moduleUrl = /data:application\/(?:java|type)script;base64,[\w+/=.]*/g

/** Enough to recognise how a process died. */
const lastWordsChars = 8_192

/**
 * Forwards what a process writes to its stderr by itself (the runner's own texts travel in frames), without the report of a crash,
 * and remembers the end of it.
 */
export function forwardStderr(stderr: Readable, write: (text: string) => void | Promise<unknown>) {
  const decoder = new TextDecoder()
  let last = ''
  let crashed = false

  const forward = async () => {
    for await (const chunk of stderr) {
      const text = decoder.decode(chunk, { stream: true })
      last = `${last}${text}`.slice(-lastWordsChars)
      if (crashed) continue
      const report = crashReport.exec(text)
      crashed = report !== null
      const shown = report ? text.slice(0, report.index) : text
      if (shown) await write(shown.replace(moduleUrl, 'main'))
    }
  }
  return { ended: forward(), lastWords: () => last }
}
