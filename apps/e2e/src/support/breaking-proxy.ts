import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer, request as send } from 'node:http'

/** What a broken deployment does to a request: nothing (null), an error, or other headers. */
export type Break = (request: {
  method: string
  path: string
}) => { status?: number; without?: string[]; headers?: Record<string, string> } | null

/** Stands in front of the API and breaks one part of it. */
export async function startBreakingProxy(target: string, breaks: Break) {
  const server = createServer((request, response) => forward(target, breaks, request, response)).listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy does not listen.')
  return {
    url: `http://localhost:${address.port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

// oxlint-disable-next-line max-params -- the last two are node's own pair
function forward(target: string, breaks: Break, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const broken = breaks({ method: request.method ?? 'GET', path })
  if (broken?.status !== undefined) return void response.writeHead(broken.status).end()
  const { host: _, ...headers } = request.headers
  const passed = send(target + path, { method: request.method, headers }, (answer) => {
    const kept = Object.entries({ ...answer.headers, ...broken?.headers }).filter(
      ([name]) => !broken?.without?.includes(name),
    )
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept))
    answer.pipe(response)
  })
  passed.on('error', () => response.destroy())
  request.pipe(passed)
}
