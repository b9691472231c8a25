/** Every query key of the app, so that who writes and who refreshes can't disagree. */
export const keys = {
  job: (jobId: string) => ['job', jobId] as const,
  jobResult: (jobId: string) => ['job', jobId, 'result'] as const,
  jobInput: (jobId: string) => ['job', jobId, 'input'] as const,
  /** What an analysis was given. */
  jobSources: (jobId: string) => ['job', jobId, 'sources'] as const,
  /** A job without its log. */
  jobSummary: (jobId: string) => ['job', jobId, 'summary'] as const,
  /** Prefix of everything that lists or counts jobs. */
  jobLists: ['jobs'] as const,
  activeJobs: ['jobs', 'active'] as const,
  jobStats: ['jobs', 'stats'] as const,
  jobList: (filter: object) => ['jobs', 'list', filter] as const,
  runsOf: (scriptId: string) => ['jobs', 'runs', scriptId] as const,
  /** Jobs that index files now. */
  indexJobs: ['jobs', 'indexing'] as const,
  trainingsOf: (collectionId: string) => ['jobs', 'trainings', collectionId] as const,
  /** Analyses of any basket that have not ended. */
  analysesNow: ['jobs', 'analyses'] as const,
  analysesOf: (basketId: string) => ['jobs', 'analyses', basketId] as const,
  scripts: ['scripts'] as const,
  script: (scriptId: string) => ['script', scriptId] as const,
  /** Prefix of everything about files. */
  files: ['files'] as const,
  fileList: (collection: string | null) => ['files', 'list', collection] as const,
  file: (fileId: string) => ['files', 'one', fileId] as const,
  passages: (fileId: string) => ['files', 'passages', fileId] as const,
  /** Prefix of everything about collections and what is in them. */
  collections: ['collections'] as const,
  collectionList: ['collections', 'list'] as const,
  collection: (name: string) => ['collections', 'one', name] as const,
  filesToSearch: (name: string) => ['collections', 'files', name] as const,
  map: (name: string) => ['collections', 'map', name] as const,
  search: (name: string, request: object) => ['collections', 'search', name, request] as const,
  libraryStatus: ['library', 'status'] as const,
  coachStatus: ['coach', 'status'] as const,
  /** Prefix of every list of threads. */
  threadLists: ['coach', 'threads'] as const,
  threadList: (sessionId: string, search: string) => ['coach', 'threads', sessionId, search] as const,
  thread: (threadId: string) => ['coach', 'thread', threadId] as const,
  messages: (threadId: string) => ['coach', 'messages', threadId] as const,
  /** Prefix of every list of baskets. */
  basketLists: ['baskets'] as const,
  basketList: (archived: boolean) => ['baskets', archived] as const,
  /** A basket and its blocks. */
  basket: (basketId: string) => ['basket', basketId] as const,
  openDeltas: (basketId: string) => ['basket-deltas', basketId] as const,
  delta: (deltaId: string) => ['basket-delta', deltaId] as const,
  blockHistory: (blockId: string) => ['block-history', blockId] as const,
  basketEvents: (basketId: string) => ['basket-events', basketId] as const,
  /** What follows the events of a basket. */
  basketFeed: (basketId: string) => ['basket-feed', basketId] as const,
  drawingsOf: (canvasId: string) => ['jobs', 'drawings', canvasId] as const,
  /** Jobs that draw now, on any canvas. */
  activeDrawings: ['jobs', 'drawings', 'active'] as const,
  /** Prefix of every list of canvases. */
  canvasLists: ['canvases'] as const,
  canvasList: ['canvases', 'list'] as const,
  canvas: (canvasId: string) => ['canvas', canvasId] as const,
  /** Without its drawing. */
  canvasSummary: (canvasId: string) => ['canvas-summary', canvasId] as const,
  canvasVersions: (canvasId: string) => ['canvas-versions', canvasId] as const,
  canvasVersion: (versionId: string) => ['canvas-version', versionId] as const,
  proposals: (canvasId: string) => ['proposals', canvasId] as const,
  proposal: (proposalId: string) => ['proposal', proposalId] as const,
  artist: ['artist'] as const,
  tokens: (request: object) => ['tokens', request] as const,
}
