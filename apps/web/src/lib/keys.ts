/** Every query key of the app, so that who writes and who refreshes can't disagree. */
export const keys = {
  job: (jobId: string) => ['job', jobId] as const,
  jobResult: (jobId: string) => ['job', jobId, 'result'] as const,
  jobInput: (jobId: string) => ['job', jobId, 'input'] as const,
  /** A job without its log. */
  jobSummary: (jobId: string) => ['job', jobId, 'summary'] as const,
  /** Prefix of everything that lists or counts jobs. */
  jobLists: ['jobs'] as const,
  activeJobs: ['jobs', 'active'] as const,
  jobStats: ['jobs', 'stats'] as const,
  jobList: (filter: object) => ['jobs', 'list', filter] as const,
  runsOf: (scriptId: string) => ['jobs', 'runs', scriptId] as const,
  scripts: ['scripts'] as const,
  script: (scriptId: string) => ['script', scriptId] as const,
}
