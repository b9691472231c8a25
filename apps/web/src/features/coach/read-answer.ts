import type { Api, Authorised } from '../../lib/client.tsx'
import { HELD_WAIT_S } from '../../lib/polling.ts'
import { pause } from '../../lib/sse/pause.ts'
import { readStream } from '../../lib/sse/read-stream.ts'
import { ofSession } from './api.ts'
import type { AnswerAt } from './live-answers.ts'
import type { FollowDeps } from './stream.ts'

/** Where answers are read, and as whom. */
export interface ReadDeps {
  api: Api
  apiUrl: string
  authorised: Authorised
}

/** How this browser reads the answer at an address. */
export function readersOf({ api, apiUrl, authorised }: ReadDeps, at: AnswerAt): FollowDeps {
  const { sessionId, threadId, messageId } = at
  const params = { thread_id: threadId, message_id: messageId }
  const url = `${apiUrl}/api/threads/${threadId}/messages/${messageId}/stream`
  return {
    open: (after, signal) =>
      readStream(signal, (watched) =>
        authorised((token) =>
          fetch(url, {
            headers: {
              ...ofSession(sessionId),
              authorization: `Bearer ${token}`,
              accept: 'text/event-stream',
              ...(after > 0 ? { 'last-event-id': String(after) } : {}),
            },
            signal: watched,
            cache: 'no-store',
          }),
        ),
      ),
    poll: async (after, signal) => {
      const query = { after, wait_s: HELD_WAIT_S }
      const headers = ofSession(sessionId)
      const answer = await api.coach.getMessage.query({ headers, params, query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    pause,
  }
}
