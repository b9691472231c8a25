import type { Probes } from './probe.ts'

/** Ways out and in: a real server of TCP, of UDP and of Unix sockets waits at `target`. */
export const network: Probes = {
  'a request': "(await fetch('http://127.0.0.1:' + target.tcp)).status",
  'a request to a name': "(await fetch('http://localhost:' + target.tcp)).status",
  'a connection': "Deno.connect({ hostname: '127.0.0.1', port: target.tcp })",
  'a connection by IPv6': "Deno.connect({ hostname: '::1', port: target.tcp6 })",
  'a connection with TLS': "Deno.connectTls({ hostname: '127.0.0.1', port: target.tcp })",
  'a web socket': `new Promise((done, fail) => {
    const socket = new WebSocket('ws://127.0.0.1:' + target.tcp)
    socket.onopen = () => done('open')
    socket.onerror = (event) => fail(new Error(event.message))
  })`,
  "a connection through Node's module":
    "import('node:net').then((net) => new Promise((done, fail) => net.connect(target.tcp, '127.0.0.1', () => done('connected')).on('error', fail)))",
  "a request through Node's module":
    "import('node:http').then((http) => new Promise((done, fail) => http.get('http://127.0.0.1:' + target.tcp, (r) => done(r.statusCode)).on('error', fail)))",
  'a socket for datagrams': "Deno.listenDatagram({ transport: 'udp', hostname: '127.0.0.1', port: 0 })",
  'a listener': "Deno.listen({ hostname: '127.0.0.1', port: 0 })",
  'a listener for everyone': "Deno.listen({ hostname: '0.0.0.0', port: 0 })",
  'a server': "Deno.serve({ port: 0, hostname: '127.0.0.1', onListen() {} }, () => new Response('x'))",
  'a Unix socket': "Deno.connect({ transport: 'unix', path: target.unix })",
  "a Unix socket through Node's module":
    "import('node:net').then((net) => new Promise((done, fail) => net.connect(target.unix, () => done('connected')).on('error', fail)))",
  'listening on a Unix socket': "Deno.listen({ transport: 'unix', path: target.open + '/socket' })",
  'asking for a name': "Deno.resolveDns('localhost', 'A')",
  "asking for a name through Node's module": "(await import('node:dns/promises')).resolve4('localhost')",
  'the addresses of the machine': 'JSON.stringify(Deno.networkInterfaces())',
}
