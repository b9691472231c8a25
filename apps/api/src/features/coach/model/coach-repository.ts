import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartupError } from '@outlast/db'
import { type CoachFile, parseCoachFile } from './coach-file.ts'
import { FrontMatterError } from './front-matter.ts'
import { type HandbookSection, parseHandbookFile } from './handbook-file.ts'

/** The coaches of this repository. */
export const COACHES_DIR = fileURLToPath(new URL('../../../../coaches', import.meta.url))

/**
 * Reads the coaches and the folder `handbook` beside them. The default coach comes first, the others by name.
 *
 * @throws StartupError that names the file and what is wrong with it.
 */
export async function readCoaches(directory: string): Promise<{ coaches: CoachFile[]; handbook: HandbookSection[] }> {
  const read = await readEach(directory, parseCoachFile)
  const sections = await readEach(join(directory, 'handbook'), (_, source) => parseHandbookFile(source))
  const [first, ...more] = read.filter(({ isDefault }) => isDefault)
  if (first === undefined || more.length > 0) {
    throw new StartupError(
      `Exactly one coach in ${directory} must say "default: true", but ${more.length + (first === undefined ? 0 : 1)} do.`,
    )
  }
  const others = read.filter((coach) => coach !== first).map(({ coach }) => coach)
  return { coaches: [first.coach, ...others], handbook: sections.flat() }
}

async function readEach<T>(directory: string, parse: (name: string, source: string) => T): Promise<T[]> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new StartupError(`The folder ${directory} with the coaches and their handbook can't be read.`, { cause })
  })
  const markdown = names.filter((name) => name.endsWith('.md')).sort()
  return Promise.all(
    markdown.map(async (name) => {
      const path = join(directory, name)
      try {
        return parse(name, await readFile(path, 'utf8'))
      } catch (error) {
        if (!(error instanceof FrontMatterError)) throw error
        throw new StartupError(`${path} ${error.message}.`, { cause: error })
      }
    }),
  )
}
