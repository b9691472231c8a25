import type { Probes } from './probe.ts'

/**
 * Calls to the kernel, past Deno and past glibc: `call(name, ...)` is what a program with native code would do. Refused means EPERM, EACCES
 * or ENOSYS: any other error says that the kernel had begun to look at it. None does harm if it gets through.
 */
const calls: Record<string, string> = {
  'a socket of IPv4': "call('socket', 2, 1, 0)",
  'a socket of IPv6': "call('socket', 10, 1, 0)",
  'a socket for datagrams': "call('socket', 2, 2, 0)",
  'a Unix socket': "call('socket', 1, 1, 0)",
  'a socket of the kernel': "call('socket', 16, 3, 0)",
  'a raw socket': "call('socket', 17, 3, 0)",
  'a socket to a virtual machine': "call('socket', 40, 1, 0)",
  'a socket of cryptography': "call('socket', 38, 5, 0)",
  'a pair of other sockets': "call('socketpair', 2, 1, 0, address(new Uint8Array(8)))",
  'a pair for datagrams': "call('socketpair', 1, 2, 0, address(new Uint8Array(8)))",
  'a pair for datagrams that does not block': "call('socketpair', 1, 0x80802, 0, address(new Uint8Array(8)))",
  'a copy of itself': "call('fork')",
  'a copy that shares memory': "call('vfork_by_clone')",
  'a new process by clone': "call('clone', 17, 0, 0, 0, 0)",
  'a new process by clone3': "call('clone3', address(new BigUint64Array([0n, 0n, 0n, 0n, 17n, 0n, 0n, 0n])), 64)",
  'a namespace of users': "call('unshare', 0x10000000)",
  'a namespace of mounts': "call('unshare', 0x00020000)",
  'a namespace of networks': "call('unshare', 0x40000000)",
  'entering a namespace': "call('setns', 0, 0)",
  'a mount': "call('mount', text('none'), text('/none'), text('tmpfs'), 0, 0)",
  'taking a mount away': "call('umount2', text('/none'), 0)",
  'another root': "call('chroot', text('/tmp'))",
  'another root by exchange': "call('pivot_root', text('/tmp'), text('/tmp'))",
  'another folder to stand in': "call('chdir', text('/'))",
  'a trace of the host': "call('ptrace', 16, target.hostPid, 0, 0)",
  'a trace of itself': "call('ptrace', 0, 0, 0, 0)",
  "the host's memory": "call('process_vm_readv', target.hostPid, 0, 0, 0, 0)",
  "writing the host's memory": "call('process_vm_writev', target.hostPid, 0, 0, 0, 0)",
  "the host's open files": "call('pidfd_getfd', call('pidfd_open', target.hostPid, 0), 0, 0)",
  'a handle on the host': "call('pidfd_open', target.hostPid, 0)",
  'a signal to the host': "call('kill', target.hostPid, 0)",
  'a signal to a neighbour': "call('kill', target.neighbourPid, 0)",
  'a signal to the first process': "call('kill', 1, 0)",
  'a signal to the group': "call('kill', 0, 0)",
  'a signal to everyone': "call('kill', 0xffffffffffffffffn, 0)",
  "a signal to the host's thread": "call('tgkill', target.hostPid, target.hostPid, 0)",
  'a signal to a thread': "call('tkill', target.hostPid, 0)",
  'a signal with a value': "call('rt_sigqueueinfo', target.hostPid, 0, address(new Uint8Array(128)))",
  'a signal to the host when there is something to read': "call('fcntl', 0, 8, target.hostPid)",
  "a signal to the host's thread when there is something to read":
    "call('fcntl', 0, 15, address(new Int32Array([0, target.hostPid])))",
  'another signal for that': "call('fcntl', 0, 10, 9)",
  'a signal when a folder changes': "call('fcntl', 0, 1026, 1)",
  'a large buffer of a pipe': "call('fcntl', 0, 1031, 1048576)",
  'being root again': "call('setuid', 0)",
  'being another user': "call('setresuid', 65534, 65534, 65534)",
  'being of another group': "call('setresgid', 0, 0, 0)",
  'more groups': "call('setgroups', 0, 0)",
  'more capabilities': "call('capset', address(new Uint32Array([0x20080522, 0])), address(new Uint8Array(24)))",
  'being dumped': "call('prctl', 4, 1, 0, 0, 0)",
  'taking back die-with-host': "call('prctl', 1, 0, 0, 0, 0)",
  'keeping capabilities': "call('prctl', 8, 1, 0, 0, 0)",
  'being traced by anyone': "call('prctl', 0x59616d61, 0xffffffff, 0, 0, 0)",
  'another filter': "call('seccomp', 1, 0, 0)",
  'a filter by prctl': "call('prctl', 22, 2, 0, 0, 0)",
  "a limit of the host's": "call('prlimit64', target.hostPid, 7, 0, address(new Uint8Array(16)))",
  'a higher limit': "call('prlimit64', 0, 1, address(new BigUint64Array([1000000n, 1000000n])), 0)",
  'a lower niceness': "call('setpriority', 0, 0, -10)",
  'a real-time priority': "call('sched_setscheduler', 0, 1, address(new Uint32Array([1])))",
  'another core': "call('sched_setaffinity', target.hostPid, 8, address(new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0])))",
  'a ring of requests': "call('io_uring_setup', 8, address(new Uint8Array(120)))",
  'a program in the kernel': "call('bpf', 0, address(new Uint8Array(128)), 128)",
  'counting events': "call('perf_event_open', address(new Uint8Array(128)), 0, -1, -1, 0)",
  'faults of its own': "call('userfaultfd', 0)",
  'a key': "call('add_key', text('user'), text('probe'), text('x'), 1, 0xfffffffdn)",
  "the session's keys": "call('keyctl', 0, 0xfffffffdn, 0, 0, 0)",
  'a file by its handle': "call('open_by_handle_at', -100, address(new Uint8Array(16)), 0)",
  'the handle of a file':
    "call('name_to_handle_at', -100, text('/'), address(new Uint32Array([8, 0, 0, 0])), address(new Uint32Array(1)), 0)",
  'watching files': "call('inotify_init1', 0)",
  'watching all files': "call('fanotify_init', 0, 0)",
  'a file in memory': "call('memfd_create', text('probe'), 0)",
  'a file that is a program': "call('execveat', -100, text('/bin/true'), 0, 0, 0)",
  'memory that stays when nobody looks at it': "call('mmap', 0, 4096, 3, 0x21, -1)",
  'memory that is a stack': "call('mmap', 0, 4096, 3, 0x122, -1)",
  'shared memory': "call('shmget', 0, 4096, 0o1600)",
  'a queue of messages': "call('msgget', 0, 0o1600)",
  semaphores: "call('semget', 0, 1, 0o1600)",
  'a queue with a name': "call('mq_open', text('probe'), 0o102, 0o600, 0)",
  'a device': "call('mknodat', -100, text('/tmp/outlast-probe'), 0o020666, 0x103)",
  'typing into a terminal': "call('ioctl', 0, 0x5412, text('x'))",
  'a file through the kernel': "call('openat', -100, text(target.secret), 0)",
  'a file to write': "call('openat', -100, text(target.open + '/h'), 0o101, 0o666)",
  'a file without a name': "call('openat', -100, text(target.open), 0o20200002, 0o600)",
  'a file by openat2': "call('openat2', -100, text(target.secret), address(new BigUint64Array(3)), 24)",
  'emptying a file': "call('truncate', text(target.victim3), 0)",
  'removing a file': "call('unlinkat', -100, text(target.victim3), 0)",
  'the clock of the machine': "call('clock_settime', 0, address(new BigUint64Array([0n, 2_000_000_000n])))",
  'the name of the machine': "call('sethostname', text('probe'), -1)",
  'the log of the kernel': "call('syslog', 3, address(new Uint8Array(64)), 64)",
  'a module of the kernel': "call('init_module', 0, 0, text(''))",
  'another kernel': "call('kexec_load', 0, 0, 0, 0)",
  'a reboot': "call('reboot', 0, 0, 0, 0)",
  swap: "call('swapoff', text('/none'))",
  accounting: "call('acct', text('/tmp/none'))",
  'the personality': "call('personality', 0x0040000)",
  'ports of the machine': "call('iopl', 3)",
}

// Numbers on x86-64; the list is tried where they are right. Source: asm/unistd_64.h.
const numbers =
  'socket 41 socketpair 53 fork 57 vfork_by_clone 58 clone 56 clone3 435 unshare 272 setns 308 mount 165 umount2 166 chroot 161 pivot_root 155 chdir 80 ptrace 101 process_vm_readv 310 process_vm_writev 311 pidfd_open 434 pidfd_getfd 438 kill 62 tgkill 234 tkill 200 rt_sigqueueinfo 129 setuid 105 setresuid 117 setresgid 119 setgroups 116 capset 126 prctl 157 seccomp 317 prlimit64 302 setpriority 141 sched_setscheduler 144 sched_setaffinity 203 io_uring_setup 425 bpf 321 perf_event_open 298 userfaultfd 323 add_key 248 keyctl 250 open_by_handle_at 304 name_to_handle_at 303 inotify_init1 294 fanotify_init 300 memfd_create 319 execveat 322 shmget 29 msgget 68 semget 64 mq_open 240 mknodat 259 ioctl 16 fcntl 72 mmap 9 openat 257 openat2 437 truncate 76 unlinkat 263 clock_settime 227 sethostname 170 syslog 103 init_module 175 kexec_load 246 reboot 169 swapoff 168 acct 163 personality 135 iopl 172'

/** Behind wall 1 each ends at its first line: native code is denied. */
const prelude = `const { symbols } = Deno.dlopen('libc.so.6', { syscall: { parameters: Array(6).fill('i64'), result: 'i64' }, errno: { name: '__errno_location', parameters: [], result: 'pointer' } });
  const kept = [];
  const address = (bytes) => { kept.push(bytes); return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes))) };
  const text = (value) => address(new TextEncoder().encode(value + '\\0'));
  const numbers = Object.fromEntries(${JSON.stringify(numbers)}.split(/ (?=[a-z])/).map((pair) => pair.split(' ')));
  const call = (name, ...args) => {
    const result = Number(symbols.syscall(BigInt(numbers[name]), ...[...args, 0, 0, 0, 0, 0].slice(0, 5).map(BigInt)))
    const errno = new Deno.UnsafePointerView(symbols.errno()).getInt32()
    return result !== -1 ? result : [1, 13, 38].includes(errno) ? -errno : 'errno ' + errno
  }`

export const syscalls: Probes = Object.fromEntries(
  Object.entries(calls).map(([name, code]) => [`${name} (system call)`, `(() => { ${prelude}; return ${code} })()`]),
)
