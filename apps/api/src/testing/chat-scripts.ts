import type { ChatPiece, Script } from './chat-server.ts'

export const TITLE = 'Tides and harbours'

/** Answers questions by a script, and requests for a title with one. */
export function withTitles(script: Script): Script {
  return (request, index) =>
    request.messages[0]?.content?.startsWith('Write a title') ? { pieces: [TITLE] } : script(request, index)
}

/** Pieces of an answer that a test sends when it likes to. */
export type Tap = { pieces: AsyncIterable<ChatPiece>; send(...pieces: ChatPiece[]): void; end(): void }

export function createTap(): Tap {
  const waiting: ChatPiece[] = []
  let isOver = false
  let wake = (): void => undefined
  async function* flow(): AsyncGenerator<ChatPiece> {
    for (;;) {
      const piece = waiting.shift()
      if (piece !== undefined) yield piece
      else if (isOver) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return {
    pieces: flow(),
    send(...pieces) {
      waiting.push(...pieces)
      wake()
    },
    end() {
      isOver = true
      wake()
    },
  }
}
