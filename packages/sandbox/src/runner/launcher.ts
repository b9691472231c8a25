// Entry point of the launcher: the only Deno that may call native code. It takes rights away from itself, one wall after the other, and
// then becomes the Deno that runs the program, under the same pid. It reads nothing but its one argument.

import type { CallName, LaunchOrder } from '../os-wall/order.ts'

const { symbols } = Deno.dlopen('libc.so.6', {
  syscall: { parameters: ['i64', 'i64', 'i64', 'i64', 'i64', 'i64'], result: 'i64' },
  errnoLocation: { name: '__errno_location', parameters: [], result: 'pointer' },
})

const PR_SET_PDEATHSIG = 1
const PR_SET_NO_NEW_PRIVS = 38
const SIGKILL = 9
const SECCOMP_SET_MODE_FILTER = 1
const LANDLOCK_CREATE_RULESET_VERSION = 1
const LANDLOCK_RULE_PATH_BENEATH = 1
const AT_FDCWD = -100
const O_PATH_CLOEXEC = 0x28_0000
const CLOSE_RANGE_CLOEXEC = 4
const ENOENT = 2

const order: LaunchOrder = JSON.parse(Deno.args[0] ?? '')
/** Whatever the kernel is given an address of must outlive the call. */
const kept: Uint8Array[] = []

launch()

function launch(): never {
  const ruleset = order.landlock ? createRuleset(order.landlock) : null
  if (order.firstUser !== null) becomeUser(order.firstUser)
  // After the change of user, which takes it back.
  call('prctl', PR_SET_PDEATHSIG, SIGKILL)
  if (call('getppid') !== order.hostPid) throw new Error('The host is gone')
  for (const [resource, value] of order.rlimits) setLimit(resource, value)
  call('prctl', PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
  call('close_range', 3, 0xffff_ffff, CLOSE_RANGE_CLOEXEC)
  if (ruleset !== null) call('landlock_restrict_self', ruleset, 0)
  const path = pointerTo(cString(order.file))
  const args = pointers(order.args)
  const env = pointers(order.env)
  if (order.seccomp) filterCalls(order.seccomp, path)
  call('execve', path, args, env)
  throw new Error('unreachable')
}

/** Everything that this kernel can forbid is forbidden, and then allowed below the paths of the rules. */
function createRuleset(rules: NonNullable<LaunchOrder['landlock']>): number {
  const version = call('landlock_create_ruleset', 0, 0, LANDLOCK_CREATE_RULESET_VERSION)
  const { attr, bytes } = rulesetAttr(version)
  const ruleset = call('landlock_create_ruleset', pointerTo(attr), bytes, 0)
  for (const { path, access } of rules) {
    const fd = tryCall('openat', AT_FDCWD, pointerTo(cString(path)), O_PATH_CLOEXEC, 0)
    // What is not there needs no rule: systems differ in where their libraries are.
    if (fd === -ENOENT) continue
    if (fd < 0) throw failed('openat', -fd, path)
    const rule = new DataView(new ArrayBuffer(12))
    rule.setBigUint64(0, BigInt(access), true)
    rule.setInt32(8, fd, true)
    call('landlock_add_rule', ruleset, LANDLOCK_RULE_PATH_BENEATH, pointerTo(new Uint8Array(rule.buffer)), 0)
  }
  return ruleset
}

/**
 * struct landlock_ruleset_attr: files (13 rights, and one more with versions 2, 3 and 5), TCP with 4, abstract sockets and signals to
 * processes outside with 6. Source: Documentation/userspace-api/landlock.rst of Linux.
 */
function rulesetAttr(version: number): { attr: Uint8Array<ArrayBuffer>; bytes: number } {
  const files = 13 + [2, 3, 5].filter((since) => version >= since).length
  const attr = new BigUint64Array([(1n << BigInt(files)) - 1n, version >= 4 ? 3n : 0n, version >= 6 ? 3n : 0n])
  return { attr: new Uint8Array(attr.buffer), bytes: version >= 6 ? 24 : version >= 4 ? 16 : 8 }
}

/** Of this thread alone, by the bare system calls: the other threads of the launcher end with execve. */
function becomeUser(first: number) {
  call('setgroups', 0, 0)
  const own = first + call('getpid')
  const user = tryCall('setresgid', own, own, own) === 0 ? own : order.sharedUser
  if (user !== own) call('setresgid', user, user, user)
  call('setresuid', user, user, user)
}

function setLimit(resource: number, value: number) {
  const limit = new BigUint64Array([BigInt(value), BigInt(value)])
  call('prlimit64', 0, resource, pointerTo(new Uint8Array(limit.buffer)), 0)
}

function filterCalls({ program, pidAt, execAt }: NonNullable<LaunchOrder['seccomp']>, path: bigint) {
  const code = Uint8Array.from(atob(program), (char) => char.charCodeAt(0))
  const view = new DataView(code.buffer)
  const put = (instruction: number, value: number) => view.setUint32(instruction * 8 + 4, value, true)
  for (const at of pidAt) put(at, call('getpid'))
  put(execAt.low, Number(path & 0xffff_ffffn))
  put(execAt.high, Number(path >> 32n))
  // struct sock_fprog: the number of instructions, and at 8 their address.
  const head = new DataView(new ArrayBuffer(16))
  head.setUint16(0, code.length / 8, true)
  head.setBigUint64(8, pointerTo(code), true)
  call('seccomp', SECCOMP_SET_MODE_FILTER, 0, pointerTo(new Uint8Array(head.buffer)))
}

/** The address of an array of addresses that ends with null, as execve takes them. */
function pointers(texts: string[]): bigint {
  const list = new BigUint64Array([...texts.map((text) => pointerTo(cString(text))), 0n])
  return pointerTo(new Uint8Array(list.buffer))
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`)
}

function pointerTo(bytes: Uint8Array<ArrayBuffer>): bigint {
  kept.push(bytes)
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)))
}

/** A system call that has to succeed. */
function call(name: CallName, ...args: (number | bigint)[]): number {
  const result = tryCall(name, ...args)
  if (result < 0) throw failed(name, -result, '')
  return result
}

/** What a system call answers, or minus errno. */
function tryCall(name: CallName, ...args: (number | bigint)[]): number {
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n] = args.map(BigInt)
  const result = Number(symbols.syscall(BigInt(order.calls[name]), a, b, c, d, e))
  return result === -1 ? -errno() : result
}

function errno(): number {
  const place = symbols.errnoLocation()
  return new Deno.UnsafePointerView(place).getInt32()
}

function failed(name: string, code: number, detail: string): Error {
  return new Error(`${name} failed with errno ${code} ${detail}`.trim())
}
