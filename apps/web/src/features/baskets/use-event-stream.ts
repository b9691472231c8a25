'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useApiUrl, useAuthorised } from '../../lib/client.tsx'
import { isVisible } from '../../lib/polling.ts'
import { pause } from '../../lib/sse/pause.ts'
import { readStream } from '../../lib/sse/read-stream.ts'
import { keepStreaming } from './event-stream.ts'
import { takeEvents, type Follower } from './take-events.ts'

/**
 * Keeps the stream of a basket's events open while the tab is visible: a browser has six connections for a server, and a
 * hidden tab leaves its own to others. Answers with whether the stream is open.
 */
export function useEventStream(follower: Follower): boolean {
  const open = useOpenStream()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const stream = useEffectEvent((of: Follower, signal: AbortSignal) =>
    keepStreaming(
      {
        open: (watched) => open(of, watched),
        pause,
        tell: (events) => takeEvents(queryClient, of, events),
        onOpen: setOpen,
      },
      signal,
    ),
  )
  useEffect(() => {
    let ending = new AbortController()
    const begin = () => {
      ending.abort()
      ending = new AbortController()
      if (isVisible()) void stream(follower, ending.signal)
    }
    begin()
    document.addEventListener('visibilitychange', begin)
    return () => {
      document.removeEventListener('visibilitychange', begin)
      ending.abort()
    }
  }, [follower])
  return isOpen
}

/** Opens the stream behind the last event that is known. */
function useOpenStream() {
  const apiUrl = useApiUrl()
  const authorised = useAuthorised()
  return ({ basketId, after }: Follower, signal: AbortSignal): AsyncIterable<string> =>
    readStream(signal, (watched) =>
      authorised((token) =>
        fetch(`${apiUrl}/api/baskets/${basketId}/events/stream`, {
          headers: {
            authorization: `Bearer ${token}`,
            accept: 'text/event-stream',
            'last-event-id': String(after),
          },
          signal: watched,
          cache: 'no-store',
        }),
      ),
    )
}
