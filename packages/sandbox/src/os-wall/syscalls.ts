/** Architectures whose system calls are known here, as Node names them. */
export type Architecture = 'x64' | 'arm64'

/** Numbers on x86-64 and arm64; null where there is none. Source: asm/unistd_64.h and asm-generic/unistd.h of Linux 6. */
export type Syscall = readonly [x64: number, arm64: number | null]

/**
 * What Deno, V8, tokio and glibc need and what can do no harm: memory, threads of its own, time, waiting, and files, of which
 * Landlock says which. Traced over programs of both languages; neighbours of a traced call that glibc may choose instead are here, too.
 */
export const harmless = {
  read: [0, 63],
  write: [1, 64],
  readv: [19, 65],
  writev: [20, 66],
  pread64: [17, 67],
  pwrite64: [18, 68],
  lseek: [8, 62],
  close: [3, 57],
  close_range: [436, 436],
  dup: [32, 23],
  dup2: [33, null],
  dup3: [292, 24],
  pipe2: [293, 59],
  open: [2, null],
  openat: [257, 56],
  stat: [4, null],
  fstat: [5, 80],
  lstat: [6, null],
  newfstatat: [262, 79],
  statx: [332, 291],
  access: [21, null],
  faccessat: [269, 48],
  faccessat2: [439, 439],
  readlink: [89, null],
  readlinkat: [267, 78],
  getdents64: [217, 61],
  getcwd: [79, 17],

  munmap: [11, 215],
  mprotect: [10, 226],
  mremap: [25, 216],
  madvise: [28, 233],
  mincore: [27, 232],
  brk: [12, 214],
  membarrier: [324, 283],
  pkey_alloc: [330, 289],
  pkey_free: [331, 290],
  pkey_mprotect: [329, 288],

  futex: [202, 98],
  set_robust_list: [273, 99],
  get_robust_list: [274, 100],
  set_tid_address: [218, 96],
  rseq: [334, 293],
  arch_prctl: [158, null],
  gettid: [186, 178],
  getpid: [39, 172],
  getppid: [110, 173],
  getuid: [102, 174],
  geteuid: [107, 175],
  getgid: [104, 176],
  getegid: [108, 177],
  exit: [60, 93],
  exit_group: [231, 94],
  restart_syscall: [219, 128],
  rt_sigaction: [13, 134],
  rt_sigprocmask: [14, 135],
  rt_sigreturn: [15, 139],
  rt_sigtimedwait: [128, 137],
  sigaltstack: [131, 132],
  sched_yield: [24, 124],
  sched_getaffinity: [204, 123],
  sched_getparam: [143, 121],
  sched_getscheduler: [145, 120],
  sched_get_priority_max: [146, 125],
  sched_get_priority_min: [147, 126],
  getcpu: [309, 168],

  clock_gettime: [228, 113],
  clock_getres: [229, 114],
  clock_nanosleep: [230, 115],
  nanosleep: [35, 101],
  gettimeofday: [96, 169],
  time: [201, null],
  times: [100, 153],
  timerfd_create: [283, 85],
  timerfd_settime: [286, 86],
  timerfd_gettime: [287, 87],

  epoll_create1: [291, 20],
  epoll_ctl: [233, 21],
  epoll_wait: [232, null],
  epoll_pwait: [281, 22],
  epoll_pwait2: [441, 441],
  eventfd2: [290, 19],
  poll: [7, null],
  ppoll: [271, 73],
  pselect6: [270, 72],

  // On the pair of sockets that tokio wakes itself with; there are no others.
  recvfrom: [45, 207],
  sendto: [44, 206],
  recvmsg: [47, 212],
  sendmsg: [46, 211],
  shutdown: [48, 210],

  getrandom: [318, 278],
  uname: [63, 160],
  sysinfo: [99, 179],
  getrusage: [98, 165],
} as const satisfies Record<string, Syscall>

/** Allowed with some arguments only; `seccomp-filter.ts` says with which. */
export const guarded = {
  clone: [56, 220],
  clone3: [435, 435],
  execve: [59, 221],
  fcntl: [72, 25],
  ioctl: [16, 29],
  kill: [62, 129],
  mmap: [9, 222],
  prctl: [157, 167],
  prlimit64: [302, 261],
  socketpair: [53, 199],
  tgkill: [234, 131],
} as const satisfies Record<string, Syscall>

/** What the launcher calls before the filter stands. */
export const launching = {
  close_range: [436, 436],
  execve: [59, 221],
  getpid: [39, 172],
  getppid: [110, 173],
  landlock_add_rule: [445, 445],
  landlock_create_ruleset: [444, 444],
  landlock_restrict_self: [446, 446],
  openat: [257, 56],
  prctl: [157, 167],
  prlimit64: [302, 261],
  seccomp: [317, 277],
  setgroups: [116, 159],
  setresgid: [119, 149],
  setresuid: [117, 147],
} as const satisfies Record<string, Syscall>

/** Beyond this the tables know nothing: a newer glibc that tries a newer call is told that there is none, and takes the older one. */
export const lastKnown = 451

/** The number of a call; null where the architecture has none. */
export function numberOf(call: Syscall, architecture: Architecture): number | null {
  return architecture === 'x64' ? call[0] : call[1]
}
