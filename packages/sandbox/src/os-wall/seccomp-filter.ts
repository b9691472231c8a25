import { type Architecture, guarded, harmless, lastKnown, numberOf } from './syscalls.ts'

/**
 * A program of classic BPF for seccomp. Two things are known only when the launcher runs, and are put in by it at these instructions:
 * the process's own id, and the address of the path that it hands to execve.
 */
export type SeccompFilter = {
  /** struct sock_filter, 8 bytes an instruction, in base64. */
  program: string
  pidAt: number[]
  execAt: { low: number; high: number }
}

/** A guard's end: what the kernel answers to the call. */
type Action = number
type Instruction = [code: number, jumpTrue: number, jumpFalse: number, operand: number]

// linux/seccomp.h, linux/audit.h, asm-generic/errno-base.h
const allow: Action = 0x7fff_0000
const kill: Action = 0x8000_0000
const refuse = (errno: number): Action => 0x0005_0000 | errno
const [EPERM, ENOSYS] = [1, 38]
const auditArchitecture: Record<Architecture, number> = { x64: 0xc000_003e, arm64: 0xc000_00b7 }
/** Calls of the x32 ABI are marked by this bit of their number. */
const x32Bit = 0x4000_0000

// linux/sched.h: a new thread of this process, and nothing that makes a namespace.
const CLONE_THREAD = 0x0001_0000
const CLONE_NAMESPACES = 0x7e02_0080
const AF_UNIX = 1
// linux/net.h: a stream, that may be closed on exec and not block. Not of datagrams: those go to any socket that is named with them.
const SOCK_TYPE = 0xf
const SOCK_STREAM = 1
// asm-generic/fcntl.h, linux/fcntl.h: copies, flags. Not F_SETOWN and F_SETSIG, with which the kernel sends a signal to whom one names.
const harmlessFcntl = [0, 1, 2, 3, 4, 1030]
// asm-generic/mman.h. Anonymous memory that is shared is resident only while somebody looks at it, and stays when nobody does; what grows
// downwards is a stack. Neither counts as private, so RLIMIT_DATA and the watchdog would miss it.
const MAP_SHARED = 0x01
const MAP_ANONYMOUS = 0x20
const MAP_GROWSDOWN = 0x100
// linux/prctl.h: names of threads and of memory.
const harmlessPrctl = [15, 16, 39, 0x5356_4d41]
// asm-generic/ioctls.h: is it a terminal, how much is there to read, blocking or not, close on exec. Not TIOCSTI, which types.
const harmlessIoctl = [0x5401, 0x5413, 0x541b, 0x5421, 0x5450, 0x5451]

/** The filter of an architecture: what is named is allowed, everything else is refused with EPERM. */
export function buildFilter(architecture: Architecture): SeccompFilter {
  const code: Instruction[] = []
  const marks = { pidAt: [] as number[], low: 0, high: 0 }
  const number = (name: keyof typeof guarded) => numberOf(guarded[name], architecture) ?? 0
  /** Whoever calls `name` meets `body`, which must end in a verdict for every argument. */
  const guard = (name: keyof typeof guarded, body: Instruction[]) =>
    code.push(jumpEqual(number(name), 0, body.length), ...body)
  const oneOf = (argument: number, values: readonly number[], otherwise = refuse(EPERM)): Instruction[] => [
    loadLow(argument),
    ...values.flatMap((value): Instruction[] => [jumpEqual(value, 0, 1), answer(allow)]),
    answer(otherwise),
  ]
  const onlySelf = (name: 'kill' | 'tgkill') => {
    guard(name, oneOf(0, [0]))
    marks.pidAt.push(code.length - 3)
  }

  code.push(loadAt(4), jumpEqual(auditArchitecture[architecture], 1, 0), answer(kill), loadAt(0))
  if (architecture === 'x64') code.push(jumpAtLeast(x32Bit, 0, 1), answer(kill))
  for (const call of Object.values(harmless)) {
    const found = numberOf(call, architecture)
    if (found !== null) code.push(jumpEqual(found, 0, 1), answer(allow))
  }
  guard('clone', threadsOnly())
  // Its arguments are behind a pointer, where no filter sees them. glibc then takes clone.
  guard('clone3', [answer(refuse(ENOSYS))])
  guard('socketpair', streamsOnly())
  guard('mmap', countedMemoryOnly())
  guard('fcntl', oneOf(1, harmlessFcntl))
  guard('prctl', oneOf(0, harmlessPrctl))
  guard('ioctl', oneOf(1, harmlessIoctl))
  guard('prlimit64', oneOf(0, [0]))
  onlySelf('kill')
  onlySelf('tgkill')
  // Once, for Deno itself: the address is the launcher's, and of 2^47 to guess from a wrong one ends the process.
  guard('execve', [loadLow(0), jumpEqual(0, 0, 3), loadHigh(0), jumpEqual(0, 0, 1), answer(allow), answer(kill)])
  marks.low = code.length - 5
  marks.high = code.length - 3
  code.push(jumpAtLeast(lastKnown + 1, 0, 1), answer(refuse(ENOSYS)), answer(refuse(EPERM)))
  return {
    program: encode(code),
    pidAt: marks.pidAt,
    execAt: { low: marks.low, high: marks.high },
  }
}

function threadsOnly(): Instruction[] {
  return [
    loadLow(0),
    jumpSet(CLONE_NAMESPACES, 2, 0),
    jumpSet(CLONE_THREAD, 0, 1),
    answer(allow),
    answer(refuse(EPERM)),
  ]
}

function streamsOnly(): Instruction[] {
  return [
    loadLow(0),
    jumpEqual(AF_UNIX, 0, 4),
    loadLow(1),
    and(SOCK_TYPE),
    jumpEqual(SOCK_STREAM, 0, 1),
    answer(allow),
    answer(refuse(EPERM)),
  ]
}

function countedMemoryOnly(): Instruction[] {
  return [
    loadLow(3),
    jumpSet(MAP_GROWSDOWN, 3, 0),
    jumpSet(MAP_ANONYMOUS, 0, 1),
    jumpSet(MAP_SHARED, 1, 0),
    answer(allow),
    answer(refuse(EPERM)),
  ]
}

// struct seccomp_data: the number at 0, the architecture at 4, arguments of 64 bits from 16 on, little-endian.
const loadAt = (offset: number): Instruction => [0x20, 0, 0, offset]
const loadLow = (argument: number): Instruction => loadAt(16 + 8 * argument)
const loadHigh = (argument: number): Instruction => loadAt(20 + 8 * argument)
const jumpEqual = (value: number, yes: number, no: number): Instruction => [0x15, yes, no, value]
const jumpAtLeast = (value: number, yes: number, no: number): Instruction => [0x35, yes, no, value]
const jumpSet = (bits: number, yes: number, no: number): Instruction => [0x45, yes, no, bits]
const and = (bits: number): Instruction => [0x54, 0, 0, bits]
const answer = (action: Action): Instruction => [0x06, 0, 0, action]

function encode(code: Instruction[]): string {
  const bytes = Buffer.alloc(code.length * 8)
  for (const [at, [operation, jumpTrue, jumpFalse, operand]] of code.entries()) {
    bytes.writeUInt16LE(operation, at * 8)
    bytes.writeUInt8(jumpTrue, at * 8 + 2)
    bytes.writeUInt8(jumpFalse, at * 8 + 3)
    bytes.writeUInt32LE(operand >>> 0, at * 8 + 4)
  }
  return bytes.toString('base64')
}
