import { Coach, CoachName } from '@outlast/contract'
import { z } from 'zod'
import { FrontMatterError, parseFrontMatter } from './front-matter.ts'

/** A coach as its file in `coaches/` says it. */
export type CoachFile = Coach & {
  /** Null: whatever the model's own is. Some models refuse any other. */
  temperature: number | null
  /** Persona and method, as Markdown for the model. */
  instructions: string
}

const Line = z.string().trim().min(1).max(200)

const CoachFront = z.strictObject({
  name: CoachName,
  title: Line,
  description: Line,
  starters: z.array(Line).min(1).max(6),
  temperature: z.number().min(0).max(2).optional(),
  default: z.boolean().default(false).describe('The coach of threads that name none'),
})

/**
 * Reads `fileName`, e.g. `grow.md`, whose coach has to be named `grow`.
 *
 * @throws FrontMatterError
 */
export function parseCoachFile(fileName: string, source: string): { coach: CoachFile; isDefault: boolean } {
  const { front, body } = parseFrontMatter(source, CoachFront)
  const { default: isDefault, temperature = null, ...coach } = front
  if (fileName !== `${coach.name}.md`) throw new FrontMatterError(`has to be called ${coach.name}.md, as its coach is`)
  return { coach: { ...coach, temperature, instructions: body }, isDefault }
}
