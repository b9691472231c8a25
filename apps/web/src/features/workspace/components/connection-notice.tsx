'use client'

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useApiUrl } from '../../../lib/client.tsx'
import { SIGNED_OUT_EVENT } from '../../../lib/credentials.ts'
import { useReachability } from '../../../lib/reachability.ts'
import { WORKSPACE_REPLACED_EVENT } from '../../../lib/workspace.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/faces.tsx'

/** Says above every page what is wrong with the connection or the workspace, and nothing while all is well. */
export function ConnectionNotice() {
  const apiUrl = useApiUrl()
  const unreachable = useReachability() === 'unreachable'
  const [replaced, dismiss] = useHeard(WORKSPACE_REPLACED_EVENT)
  const [signedOut, dismissSignedOut] = useHeard(SIGNED_OUT_EVENT)
  return (
    <>
      {unreachable && (
        <Notice tone="failed">
          Cannot reach the server at {apiUrl}, retrying. Work goes on there; what you type is saved as soon as it
          answers.
        </Notice>
      )}
      {replaced && (
        <Notice tone="plain" action={<Dismiss onClick={dismiss} />}>
          The server did not know this browser’s workspace any more, so a new, empty one was made. Earlier scripts and
          runs belonged to the old one.
        </Notice>
      )}
      {signedOut && (
        <Notice tone="plain" action={<Dismiss onClick={dismissSignedOut} />}>
          Your session has ended, and this is the workspace of this browser. Sign in again to see your own.
        </Notice>
      )}
    </>
  )
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button look="ghost" size="icon" aria-label="Dismiss" onClick={onClick}>
      <X size={14} aria-hidden />
    </Button>
  )
}

function useHeard(event: string): [boolean, () => void] {
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    const tell = () => setHeard(true)
    window.addEventListener(event, tell)
    return () => window.removeEventListener(event, tell)
  }, [event])
  return [heard, () => setHeard(false)]
}
