import type { Config } from '@outlast/config'
import type { Database } from '@outlast/db'
import { basketFiles } from './basket-files.ts'
import type { Analyze, LibraryFiles } from './features/baskets/basket-deps.ts'
import { createEventLoader, type EventLoader } from './features/baskets/event-repository.ts'
import { analyze as analyzeNotes } from './features/baskets/manager/analyze.ts'
import type { Artist } from './features/canvas/artist/artist.ts'
import { createArtist } from './features/canvas/artist/create-artist.ts'
import type { CoachDeps } from './features/coach/coach-deps.ts'
import { createCoachModels } from './features/coach/model/reply.ts'
import { createReplyLoader } from './features/coach/reply-log-repository.ts'
import type { Library } from './library.ts'
import type { Log } from './log.ts'
import { connectModel } from './model/connect-model.ts'
import { threadFiles } from './thread-files.ts'

/** What answers, where attachments are kept, and how answers are watched. */
export type Coach = Pick<CoachDeps, 'models' | 'attachments' | 'replies'>

/** What analyses sources, where documents are read, and how events are watched. */
export type Baskets = { analyze: Analyze; files: LibraryFiles; events: EventLoader }

/** The coach: a model on a server, or the built-in one. */
export async function openCoach({ chatServer }: Config, database: Database, library: Library): Promise<Coach> {
  const models = await createCoachModels({ server: chatServer })
  return { models, attachments: threadFiles(library), replies: createReplyLoader(database) }
}

/** Baskets: the manager agent, which reads documents of the library. */
export function openBaskets(
  { chatServer }: Config,
  { database, library, analyze }: { database: Database; library: Library; analyze: Analyze | undefined },
): Baskets {
  const manager = { model: chatServer === null ? null : connectModel(chatServer) }
  return {
    analyze: analyze ?? ((request, asked) => analyzeNotes(manager, request, asked)),
    files: basketFiles(library),
    events: createEventLoader(database),
  }
}

/** Who draws. */
export function openArtist({ chatServer, role }: Config, log: Log): Artist {
  return createArtist({
    model: chatServer && connectModel(chatServer),
    works: role !== 'api',
    onError: (err) => log.warn({ event: 'artist_not_woken', err }),
  })
}
