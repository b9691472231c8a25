'use client'

import { useState } from 'react'
import type { CanvasSession } from './use-canvas.ts'
import { useVersions } from './versions-api.ts'

/** Which version is looked at. */
export function useOpenVersion({ canvasId }: CanvasSession) {
  const [openId, setOpenId] = useState<string | null>(null)
  const versions = useVersions(canvasId)
  return {
    openId,
    /** Opens a version, or closes it where it is open. */
    open: (versionId: string) => setOpenId(versionId === openId ? null : versionId),
    /** Opens what was kept when a save came too late. */
    openStale: () =>
      void versions.refetch().then(({ data }) => {
        const stale = data?.pages.flatMap(({ items }) => items).find(({ reason }) => reason === 'stale_save')
        if (stale !== undefined) setOpenId(stale.version_id)
      }),
    close: () => setOpenId(null),
  }
}
