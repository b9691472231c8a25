/** The engine's statements. Everything that changes a running job is fenced by `attempt` and `status = 'running'`. */

/** The one channel of notifications: `wake:KIND`, `jobs:ID,ID`, `cancel:ID,ID`, and `changed:ID` of what features announce. */
export const CHANNEL = 'outlast'

/**
 * A new job, or nothing when the workspace has used the key before. The wake-up is part of the statement, so that
 * accepting a job costs one round trip less; it is delivered at commit.
 */
export const INSERT_JOB = `
  WITH added AS (
    INSERT INTO job (id, workspace_id, kind, title, subject_id, input, max_attempts, retry_of,
                     idempotency_key, request_hash, request_id, traceparent)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (workspace_id, idempotency_key) DO NOTHING
    RETURNING id, kind
  )
  SELECT added.id, pg_notify('${CHANNEL}', 'wake:' || kind)::text FROM added`

export const FIND_BY_KEY = `SELECT id, request_hash FROM job WHERE workspace_id = $1 AND idempotency_key = $2`

/**
 * Takes the jobs whose tickets were fetched in this transaction. A job that is still "running" here had a holder that
 * let its ticket lapse: taking it over is a crash of that holder, and the higher attempt fences it out.
 */
export const CLAIM = `
  WITH taken AS (
    UPDATE job SET
      status = 'running', attempt = attempt + 1, worker_id = $2, retry_at = NULL,
      crashes = crashes + CASE WHEN status = 'running' THEN 1 ELSE 0 END,
      started_at = COALESCE(started_at, now()), revision = revision + 1
    WHERE id = ANY($1::uuid[]) AND status IN ('queued', 'running')
    RETURNING id, workspace_id, kind, subject_id, request_id, traceparent, input, attempt, crashes, last_seq, max_attempts,
              failures, cancel_requested_at IS NOT NULL AS cancel_requested, log_truncated,
              extract(epoch FROM clock_timestamp() - created_at)::float8 AS age_s
  )
  SELECT *, (SELECT pg_notify('${CHANNEL}', 'jobs:' || string_agg(id::text, ','))::text FROM taken) FROM taken`

/**
 * Log, progress and truncation of many jobs in one round trip: only rows that this holder still holds are changed, and
 * only their log is written. Ids that do not come back are lost. One NOTIFY for all: it serializes commits.
 */
export const FLUSH = `
  WITH held AS (
    UPDATE job j SET
      last_seq = f.last_seq, revision = j.revision + 1, log_truncated = j.log_truncated OR f.log_truncated,
      progress = COALESCE(f.progress, j.progress),
      progress_label = CASE WHEN f.progress IS NULL THEN j.progress_label ELSE f.progress_label END,
      progress_source = COALESCE(f.progress_source::progress_source, j.progress_source)
    FROM unnest($1::uuid[], $2::int[], $3::int[], $4::float8[], $5::text[], $6::text[], $7::boolean[])
      AS f(id, attempt, last_seq, progress, progress_label, progress_source, log_truncated)
    WHERE j.id = f.id AND j.attempt = f.attempt AND j.status = 'running'
    RETURNING j.id, j.attempt
  ), logged AS (
    INSERT INTO job_log (job_id, attempt, seq, stream, text, at)
    SELECT l.id, held.attempt, l.seq, l.stream::log_stream, l.text, l.at
    FROM unnest($8::uuid[], $9::int[], $10::text[], $11::text[], $12::timestamptz[]) AS l(id, seq, stream, text, at)
    JOIN held ON held.id = l.id
    ON CONFLICT (job_id, seq) DO NOTHING
  )
  SELECT held.id, (SELECT pg_notify('${CHANNEL}', 'jobs:' || string_agg(id::text, ','))::text FROM held) FROM held`

/**
 * Ends attempts. A cancel that was asked for before this commit wins over every outcome: a cancelled job never
 * completes. Rows that do not come back were no longer ours.
 */
export const SETTLE = `
  WITH settled AS (
    UPDATE job j SET
      status = CASE WHEN j.cancel_requested_at IS NULL THEN s.status ELSE 'cancelled' END::job_status,
      result = CASE WHEN j.cancel_requested_at IS NULL THEN s.result END,
      error_code = CASE WHEN j.cancel_requested_at IS NULL THEN s.error_code END,
      error_detail = CASE WHEN j.cancel_requested_at IS NULL THEN s.error_detail END,
      failures = j.failures + s.failures,
      progress = CASE WHEN s.status = 'completed' AND j.cancel_requested_at IS NULL THEN 100 ELSE j.progress END,
      retry_at = CASE WHEN s.status = 'queued' AND j.cancel_requested_at IS NULL
                      THEN now() + s.retry_delay_ms * interval '1 ms' END,
      finished_at = CASE WHEN s.status = 'queued' AND j.cancel_requested_at IS NULL THEN NULL ELSE clock_timestamp() END,
      worker_id = NULL, revision = j.revision + 1
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[], $5::text[], $6::text[], $7::int[], $8::float8[])
      AS s(id, attempt, status, result, error_code, error_detail, failures, retry_delay_ms)
    WHERE j.id = s.id AND j.attempt = s.attempt AND j.status = 'running'
    RETURNING j.id, j.kind, j.workspace_id, j.status::text
  )
  SELECT *, (SELECT pg_notify('${CHANNEL}', 'jobs:' || string_agg(id::text, ','))::text FROM settled) FROM settled`

/** Stores a checkpoint, fenced like everything an attempt writes. */
export const SAVE_CHECKPOINT = `
  UPDATE job SET checkpoint = $3 WHERE id = $1 AND attempt = $2 AND status = 'running' RETURNING id`

export const LOAD_CHECKPOINT = `SELECT checkpoint FROM job WHERE id = $1 AND attempt = $2 AND status = 'running'`

/** Asks jobs to stop: queued ones end here and now, running ones when their holder has stopped the work. */
export const REQUEST_CANCEL = `
  WITH asked AS (
    UPDATE job SET
      cancel_requested_at = COALESCE(cancel_requested_at, now()),
      finished_at = CASE WHEN status = 'queued' THEN now() END,
      retry_at = NULL,
      status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END,
      revision = revision + 1
    WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND status IN ('queued', 'running')
    RETURNING id, status::text
  )
  SELECT *,
    (SELECT pg_notify('${CHANNEL}', 'cancel:' || string_agg(id::text, ','))::text FROM asked WHERE status = 'running'),
    (SELECT pg_notify('${CHANNEL}', 'jobs:' || string_agg(id::text, ','))::text FROM asked)
  FROM asked`

/**
 * Of the attempts that a process holds those that should stop: for a notification that was missed, and for rows that are gone with their
 * workspace, which an attempt that writes nothing would not notice.
 */
export const SHOULD_STOP = `
  SELECT held.id, held.attempt, j.id IS NULL AS lost FROM unnest($1::uuid[], $2::int[]) AS held(id, attempt)
  LEFT JOIN job j ON j.id = held.id AND j.attempt = held.attempt AND j.status = 'running'
  WHERE j.id IS NULL OR j.cancel_requested_at IS NOT NULL`

export const IS_UNFINISHED = `SELECT id FROM job WHERE id = $1 AND status IN ('queued', 'running')`

export const ADD_WORKER = `INSERT INTO worker (id, lock_key, host) VALUES ($1, $2, $3)`

export const REMOVE_WORKER = `DELETE FROM worker WHERE id = $1`

/** First key of the advisory locks that prove workers alive; the second is `worker.lock_key`. Spells "OL". */
export const LIVENESS_LOCK_CLASS = 0x4f4c

/** Held for the session: whoever can take it has proven this worker dead. */
export const HOLD_LIVENESS = `SELECT pg_advisory_lock(${LIVENESS_LOCK_CLASS}, $1)`

/**
 * Workers whose lock is free, thus dead. The locks are taken for this transaction only, and SKIP LOCKED leaves the rows
 * to one reaper at a time.
 */
export const FIND_DEAD_WORKERS = `
  SELECT id FROM (SELECT id, lock_key FROM worker WHERE id <> $1 FOR UPDATE SKIP LOCKED) AS w
  WHERE pg_try_advisory_xact_lock(${LIVENESS_LOCK_CLASS}, w.lock_key)`

/** Jobs that a dead worker held. */
export const JOBS_OF_WORKERS = `
  SELECT id, kind, workspace_id, attempt, crashes, cancel_requested_at IS NOT NULL AS cancel_requested
  FROM job WHERE worker_id = ANY($1::uuid[]) AND status = 'running' FOR UPDATE`

/**
 * Takes a job from a dead holder. `crashes` has an allowance of its own; the line in the log tells people why a
 * later attempt's output follows.
 */
export const REAP = `
  WITH reaped AS (
    UPDATE job j SET
      status = r.status::job_status, crashes = j.crashes + 1, worker_id = NULL, last_seq = j.last_seq + 1,
      error_code = r.error_code, error_detail = r.error_detail,
      finished_at = CASE WHEN r.status = 'queued' THEN NULL ELSE now() END, revision = j.revision + 1
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS r(id, attempt, status, error_code, error_detail, line)
    WHERE j.id = r.id AND j.attempt = r.attempt AND j.status = 'running'
    RETURNING j.id, j.kind, j.workspace_id, j.attempt, j.last_seq, j.status, r.line
  ), logged AS (
    INSERT INTO job_log (job_id, attempt, seq, stream, text) SELECT id, attempt, last_seq, 'system', line FROM reaped
  )
  SELECT id, kind, workspace_id, status,
    (SELECT pg_notify('${CHANNEL}', 'jobs:' || string_agg(id::text, ','))::text FROM reaped) FROM reaped`

/** Queued jobs whose delivery row is gone, e.g. after a restore of half a backup. A minute's grace lets enqueuers commit. */
export const FIND_UNDELIVERED = `
  SELECT id, kind, workspace_id FROM job j
  WHERE status = 'queued' AND created_at < now() - interval '1 minute'
    AND NOT EXISTS (SELECT 1 FROM pgboss.job t WHERE t.name = j.kind AND t.id = j.id)
  LIMIT 500`

/** Like every NOTIFY it is delivered when the transaction commits, and not at all when it does not. */
export const ANNOUNCE = `SELECT pg_notify('${CHANNEL}', 'changed:' || $1::text)::text`

export const DELETE_OLD_JOBS = `
  DELETE FROM job WHERE id IN (
    SELECT id FROM job WHERE finished_at < now() - $1 * interval '1 day' LIMIT 1000
  ) RETURNING id`
