import type { DrawingFiles } from '@outlast/contract'
import { type Database, type Sql, sqlOf } from '@outlast/db'

type FileRow = { id: string; mimeType: string; dataUrl: string }

/** The pictures of these ids that a canvas has. */
export function findFiles({ pool }: Database, canvasId: string, fileIds: string[]): Promise<FileRow[]> {
  const find = `SELECT id, mime_type AS "mimeType", data_url AS "dataUrl" FROM canvas_file
    WHERE canvas_id = $1 AND id = ANY($2::text[])`
  return sqlOf(pool).query<FileRow>(find, [canvasId, fileIds])
}

const ADD = `
  INSERT INTO canvas_file (canvas_id, id, mime_type, data_url, chars)
  SELECT $1, f.id, f.mime_type, f.data_url, length(f.data_url)
  FROM unnest($2::text[], $3::text[], $4::text[]) AS f(id, mime_type, data_url)
  ON CONFLICT (canvas_id, id) DO NOTHING`

const SIZE = `SELECT count(*)::int AS count, COALESCE(sum(chars), 0)::int AS chars FROM canvas_file WHERE canvas_id = $1`

/** Pictures that neither the drawing nor any version of it shows. */
const PRUNE = `
  DELETE FROM canvas_file f WHERE f.canvas_id = $1 AND f.id <> ALL($2::text[])
    AND NOT EXISTS (SELECT 1 FROM canvas c WHERE c.id = $1 AND c.elements::jsonb @> jsonb_build_array(jsonb_build_object('fileId', f.id)))
    AND NOT EXISTS (
      SELECT 1 FROM canvas_version v
      WHERE v.canvas_id = $1 AND v.elements::jsonb @> jsonb_build_array(jsonb_build_object('fileId', f.id))
    )`

/**
 * Stores pictures of a locked canvas that are new. One that is there stays as it is: an id stands for its content.
 * Answers how much the canvas then holds, without what nobody shows any more if that would be over `limits`.
 */
export async function addFiles(
  sql: Sql,
  canvasId: string,
  { files, limits }: { files: DrawingFiles; limits: { count: number; chars: number } },
): Promise<{ count: number; chars: number }> {
  const entries = Object.entries(files)
  const stays = { count: 0, chars: 0 }
  if (entries.length === 0) return stays
  const ids = entries.map(([id]) => id)
  const kinds = entries.map(([, { mime_type }]) => mime_type)
  const urls = entries.map(([, { data_url }]) => data_url)
  await sql.query(ADD, [canvasId, ids, kinds, urls])
  const size = await sizeOf(sql, canvasId)
  if (size.count <= limits.count && size.chars <= limits.chars) return size
  await sql.query(PRUNE, [canvasId, ids])
  return sizeOf(sql, canvasId)
}

async function sizeOf(sql: Sql, canvasId: string): Promise<{ count: number; chars: number }> {
  const [size] = await sql.query<{ count: number; chars: number }>(SIZE, [canvasId])
  return size ?? { count: 0, chars: 0 }
}
