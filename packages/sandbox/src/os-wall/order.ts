/** What the launcher is told; JSON. */
export type LaunchOrder = {
  /** Numbers of the system calls that it makes itself. */
  calls: Record<CallName, number>
  file: string
  args: string[]
  env: string[]
  hostPid: number
  /** Added to the pid it gives a user of its own to each process; null: the user stays. */
  firstUser: number | null
  /** Where that user does not exist, as in a container with few of them. */
  sharedUser: number
  rlimits: [resource: number, value: number][]
  /** What may be reached; everything else of the file system, TCP and other processes may not. */
  landlock: { path: string; access: number }[] | null
  seccomp: { program: string; pidAt: number[]; execAt: { low: number; high: number } } | null
}

/** The system calls that the launcher makes. */
export type CallName =
  | 'close_range'
  | 'execve'
  | 'getpid'
  | 'getppid'
  | 'landlock_add_rule'
  | 'landlock_create_ruleset'
  | 'landlock_restrict_self'
  | 'openat'
  | 'prctl'
  | 'prlimit64'
  | 'seccomp'
  | 'setgroups'
  | 'setresgid'
  | 'setresuid'
