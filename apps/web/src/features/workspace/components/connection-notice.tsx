'use client'

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useApiUrl } from '../../../lib/client.tsx'
import { useReachability } from '../../../lib/reachability.ts'
import { WORKSPACE_REPLACED_EVENT } from '../../../lib/workspace.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/faces.tsx'

/** Says above every page what is wrong with the connection or the workspace, and nothing while all is well. */
export function ConnectionNotice() {
  const apiUrl = useApiUrl()
  const unreachable = useReachability() === 'unreachable'
  const [replaced, dismiss] = useWorkspaceReplaced()
  return (
    <>
      {unreachable && (
        <Notice tone="failed">
          Cannot reach the server at {apiUrl}, retrying. Work goes on there; what you type is saved as soon as it
          answers.
        </Notice>
      )}
      {replaced && (
        <Notice
          tone="plain"
          action={
            <Button look="ghost" size="icon" aria-label="Dismiss" onClick={dismiss}>
              <X size={14} aria-hidden />
            </Button>
          }
        >
          The server did not know this browser’s workspace any more, so a new, empty one was made. Earlier scripts and
          runs belonged to the old one.
        </Notice>
      )}
    </>
  )
}

function useWorkspaceReplaced(): [boolean, () => void] {
  const [replaced, setReplaced] = useState(false)
  useEffect(() => {
    const tell = () => setReplaced(true)
    window.addEventListener(WORKSPACE_REPLACED_EVENT, tell)
    return () => window.removeEventListener(WORKSPACE_REPLACED_EVENT, tell)
  }, [])
  return [replaced, () => setReplaced(false)]
}
