'use client'

import type { ScriptSummary } from '@outlast/contract'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { useDeleteScript, useRenameScript } from '../api.ts'
import { EMPTY_SCRIPT } from '../examples.ts'
import type { EditorSession } from '../use-editor.ts'
import { ScriptRow } from './script-row.tsx'

/** The scripts of the list, and what can be done with each. */
export function ScriptRows({ session, scripts }: { session: EditorSession; scripts: ScriptSummary[] }) {
  const { draft, openScript, address } = session
  const { rename, remove, problem } = useScriptActions(session)
  const [doomed, setDoomed] = useState<ScriptSummary | null>(null)
  return (
    <>
      {problem !== null && (
        <p role="alert" className="px-4 pb-1 text-xs text-failed">
          {problem}
        </p>
      )}
      <ul className="px-2 pb-2">
        {scripts.map((script) => (
          <ScriptRow
            key={script.script_id}
            script={script}
            name={script.script_id === draft.scriptId ? draft.content.name : script.name}
            isOpen={script.script_id === address.scriptId}
            onOpen={() => openScript(script.script_id)}
            onRename={(name) => rename(script.script_id, name)}
            onDelete={() => setDoomed(script)}
          />
        ))}
      </ul>
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title={`Delete “${doomed?.name ?? ''}”?`}
        detail="The script goes for good. Its runs stay in Jobs, with their code."
        action="Delete"
        onConfirm={() => doomed !== null && void remove(doomed.script_id)}
      />
    </>
  )
}

/** Renames and deletes; the open script through the draft, so that nothing typed is lost or saved again afterwards. */
function useScriptActions({ draft, send, saveNow, begin, address }: EditorSession) {
  const renameOther = useRenameScript()
  const deletion = useDeleteScript()
  const [problem, setProblem] = useState<string | null>(null)
  const tell = (error: unknown) => setProblem(toApiProblem(error).message)

  const rename = (scriptId: string, name: string) => {
    setProblem(null)
    if (scriptId === draft.scriptId) send({ type: 'edited', change: { name } })
    else renameOther(scriptId, name).catch(tell)
  }
  const remove = async (scriptId: string) => {
    setProblem(null)
    if (scriptId === draft.scriptId) await saveNow()
    const onSuccess = () => {
      if (scriptId === address.scriptId) begin(EMPTY_SCRIPT)
    }
    deletion.mutate(scriptId, { onSuccess, onError: tell })
  }
  return { rename, remove, problem }
}
