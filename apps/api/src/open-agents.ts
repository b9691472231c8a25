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

export type Agents = { coach: Coach; baskets: Baskets; artist: Artist }

export type AgentParts = {
  log: Log
  database: Database
  library: Library
  /** Instead of the manager agent. */
  analyze: Analyze | undefined
}

/** Whoever answers, proposes and draws: a language model on a server, or what is built in. The artist has to be closed. */
export async function openAgents(config: Config, parts: AgentParts): Promise<Agents> {
  return {
    coach: await openCoach(config, parts),
    baskets: openBaskets(config, parts),
    artist: openArtist(config, parts),
  }
}

async function openCoach({ chatServer }: Config, { database, library }: AgentParts): Promise<Coach> {
  const models = await createCoachModels({ server: chatServer })
  return { models, attachments: threadFiles(library), replies: createReplyLoader(database) }
}

function openBaskets({ chatServer }: Config, { database, library, analyze }: AgentParts): Baskets {
  const manager = { model: chatServer === null ? null : connectModel(chatServer) }
  return {
    analyze: analyze ?? ((request, asked) => analyzeNotes(manager, request, asked)),
    files: basketFiles(library),
    events: createEventLoader(database),
  }
}

function openArtist({ chatServer, role }: Config, { log }: AgentParts): Artist {
  return createArtist({
    model: chatServer && connectModel(chatServer),
    works: role !== 'api',
    onError: (err) => log.warn({ event: 'artist_not_woken', err }),
  })
}
