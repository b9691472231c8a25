import type { Database } from '@outlast/db'

/** An ended run of the last day: what ran, how it ended, and how long it took. */
interface PastRun {
  title: string
  status: 'completed' | 'failed' | 'cancelled'
  minutesAgo: number
  runS: number
  errorCode: string | null
}

const TITLES = [
  { title: 'Parse access log', runS: 4.2 },
  { title: 'Sales by region', runS: 1.3 },
  { title: 'Forecast demand', runS: 3.4 },
  { title: 'Find duplicate addresses', runS: 71 },
  { title: 'Prime gaps', runS: 9.4 },
]

/** Runs an hour, oldest hour first: a night with little work, a busy morning, a quiet noon. */
const RUNS_AN_HOUR = [2, 1, 0, 1, 0, 0, 1, 2, 3, 2, 5, 8, 11, 9, 6, 4, 7, 10, 12, 8, 6, 5, 3]

/** Ended jobs of the last 24 hours, written straight into the database: what ran yesterday can't be run now. */
export async function writeHistory({ pool }: Database, workspaceId: string): Promise<void> {
  const scripts = await pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM script WHERE workspace_id = $1',
    [workspaceId],
  )
  const scriptOf = new Map(scripts.rows.map(({ id, name }) => [name, id]))
  for (const run of pastRuns()) {
    await pool.query(INSERT, [
      workspaceId,
      run.title,
      scriptOf.get(run.title) ?? null,
      run.status,
      run.minutesAgo * 60,
      run.runS,
      run.errorCode,
      JSON.stringify({ language: 'python', code: '0', timeout_s: 300 }),
    ])
  }
}

/** Moves a real job back in time, so that it takes its place among the others. */
export async function moveBack({ pool }: Database, jobId: string, minutes: number): Promise<void> {
  await pool.query(MOVE_BACK, [jobId, minutes * 60])
}

const INSERT = `
  INSERT INTO job (id, workspace_id, kind, title, subject_id, status, input, attempt, max_attempts, progress,
    progress_source, created_at, started_at, cancel_requested_at, finished_at, error_code, error_detail)
  SELECT uuidv7(made - now()), $1, 'code.run', $2, $3, $4::job_status, $8, 1, 1,
    CASE WHEN $4 = 'completed' THEN 100 ELSE 40 END, 'reported', made, started,
    CASE WHEN $4 = 'cancelled' THEN finished - interval '90 ms' END, finished, $7, $7
  FROM (SELECT now() - make_interval(secs => $5) AS made) AS a,
    LATERAL (SELECT made + make_interval(secs => 0.008 + random() * 0.02) AS started) AS b,
    LATERAL (SELECT started + make_interval(secs => $6) AS finished) AS c`

const MOVE_BACK = `
  UPDATE job SET created_at = created_at - make_interval(secs => $2), started_at = started_at - make_interval(secs => $2),
    finished_at = finished_at - make_interval(secs => $2),
    cancel_requested_at = cancel_requested_at - make_interval(secs => $2)
  WHERE id = $1`

function pastRuns(): PastRun[] {
  return RUNS_AN_HOUR.flatMap((runs, index) => {
    const hoursAgo = RUNS_AN_HOUR.length - index
    return Array.from({ length: runs }, (_, run) => pastRun(index * 5 + run, hoursAgo * 60 - run * (55 / runs)))
  })
}

function pastRun(number: number, minutesAgo: number): PastRun {
  const { title, runS } = TITLES[number % TITLES.length] ?? { title: 'Prime gaps', runS: 1 }
  const status = number % 11 === 4 ? 'failed' : number % 13 === 7 ? 'cancelled' : 'completed'
  const stretch = 0.8 + ((number * 7) % 10) / 22
  return { title, status, minutesAgo, runS: runS * stretch, errorCode: status === 'failed' ? 'code_error' : null }
}
