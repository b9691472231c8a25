import { z } from 'zod'

/** Every table of ours that belongs to a workspace names its foreign key like this. */
const Constraint = z.string().endsWith('_workspace_id_fkey')

/** Foreign key violations as pg tells them (SQLSTATE 23503), and as Prisma does (P2003). */
const WorkspaceGone = z.union([
  z.object({ code: z.literal('23503'), constraint: Constraint }),
  z.object({
    code: z.literal('P2003'),
    meta: z.object({
      driverAdapterError: z.object({ cause: z.object({ constraint: z.object({ index: Constraint }) }) }),
    }),
  }),
])

/** Whether something could not be written because its workspace was deleted after the token had been looked up. */
export function isWorkspaceGone(error: unknown): boolean {
  return WorkspaceGone.safeParse(error).success
}
