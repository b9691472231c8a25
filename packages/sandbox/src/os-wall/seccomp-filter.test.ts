import { expect, test } from 'vitest'
import { buildFilter } from './seccomp-filter.ts'
import { type Architecture, guarded, harmless, lastKnown, numberOf } from './syscalls.ts'

const [allow, kill, eperm, enosys] = [0x7fff_0000, 0x8000_0000, 0x0005_0001, 0x0005_0026]
const auditArchitecture = { x64: 0xc000_003e, arm64: 0xc000_00b7 }

type Call = { args?: bigint[]; arch?: number }

/** What the kernel would answer: an interpreter of the few instructions that the filter uses. */
function answer(
  architecture: Architecture,
  nr: number,
  { args = [], arch = auditArchitecture[architecture] }: Call = {},
) {
  const code = Buffer.from(buildFilter(architecture).program, 'base64')
  const data = Buffer.alloc(64)
  data.writeUInt32LE(nr, 0)
  data.writeUInt32LE(arch, 4)
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(value, 16 + 8 * index)
  let accumulator = 0
  for (let at = 0; at < code.length / 8; at++) {
    const [operation, yes, no] = [code.readUInt16LE(at * 8), code.readUInt8(at * 8 + 2), code.readUInt8(at * 8 + 3)]
    const operand = code.readUInt32LE(at * 8 + 4)
    if (operation === 0x20) accumulator = data.readUInt32LE(operand)
    else if (operation === 0x54) accumulator &= operand
    else if (operation === 0x06) return operand
    else {
      const tests: Record<number, boolean> = {
        0x15: accumulator === operand,
        0x35: accumulator >= operand,
        0x45: (accumulator & operand) !== 0,
      }
      at += tests[operation] ? yes : no
    }
  }
  throw new Error('The program ends without an answer')
}

const numbersOf = (calls: object, architecture: Architecture) =>
  Object.values(calls)
    .map((call) => numberOf(call, architecture))
    .filter((nr) => nr !== null)

test.each<Architecture>(['x64', 'arm64'])('every call that is not named is refused (%s)', (architecture) => {
  const named = new Set(numbersOf({ ...harmless, ...guarded }, architecture))
  const others = Array.from({ length: lastKnown + 1 }, (_, nr) => nr).filter((nr) => !named.has(nr))
  expect(others.filter((nr) => answer(architecture, nr) !== eperm)).toEqual([])
  expect(numbersOf(harmless, architecture).filter((nr) => answer(architecture, nr) !== allow)).toEqual([])
  expect(answer(architecture, lastKnown + 1)).toBe(enosys)
})

test('a call of another architecture ends the process', () => {
  expect(answer('x64', 0, { arch: auditArchitecture.arm64 })).toBe(kill)
  expect(answer('arm64', 0, { arch: auditArchitecture.x64 })).toBe(kill)
  // i386 and x32, which an x86-64 kernel may serve, too.
  expect(answer('x64', 0, { arch: 0x4000_0003 })).toBe(kill)
  expect(answer('x64', 0x4000_0000 + 1)).toBe(kill)
})

test.each<Architecture>(['x64', 'arm64'])('guarded calls pass with harmless arguments only (%s)', (architecture) => {
  const call = (name: keyof typeof guarded, ...args: bigint[]) =>
    answer(architecture, numberOf(guarded[name], architecture) ?? -1, { args })
  const thread = 0x3d_0f00n
  expect([call('clone', thread), call('clone', 17n), call('clone', thread | 0x1000_0000n)]).toEqual([
    allow,
    eperm,
    eperm,
  ])
  expect(call('clone3')).toBe(enosys)
  const cloexec = 0x8_0000n
  expect([call('socketpair', 1n, 1n), call('socketpair', 1n, 1n | cloexec), call('socketpair', 2n, 1n)]).toEqual([
    allow,
    allow,
    eperm,
  ])
  // Datagrams go wherever they are sent, also to a socket that the pair knows nothing of.
  expect(call('socketpair', 1n, 2n | cloexec)).toBe(eperm)
  const map = (flags: bigint) => call('mmap', 0n, 4096n, 3n, flags)
  expect([map(0x22n), map(0x4022n), map(0x01n), map(0x02n)]).toEqual([allow, allow, allow, allow])
  expect([map(0x21n), map(0x23n), map(0x122n)]).toEqual([eperm, eperm, eperm])
  expect([call('fcntl', 0n, 4n), call('fcntl', 0n, 1030n)]).toEqual([allow, allow])
  expect([call('fcntl', 0n, 8n), call('fcntl', 0n, 10n), call('fcntl', 0n, 15n)]).toEqual([eperm, eperm, eperm])
  expect([call('prctl', 15n), call('prctl', 1n), call('prctl', 4n)]).toEqual([allow, eperm, eperm])
  expect([call('ioctl', 0n, 0x5401n), call('ioctl', 0n, 0x5412n)]).toEqual([allow, eperm])
  expect([call('prlimit64', 0n), call('prlimit64', 1n)]).toEqual([allow, eperm])
  expect([call('kill', 1n), call('tgkill', 1n)]).toEqual([eperm, eperm])
  expect(call('execve', 0x7f00_1234_5678n)).toBe(kill)
})
