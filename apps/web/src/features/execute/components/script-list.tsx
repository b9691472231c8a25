'use client'

import { toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useScripts } from '../api.ts'
import { EMPTY_SCRIPT } from '../examples.ts'
import { freeName, type Content } from '../state.ts'
import type { EditorSession } from '../use-editor.ts'
import { NewScriptMenu } from './new-script-menu.tsx'
import { ScriptRows } from './script-rows.tsx'

/** The saved scripts of the workspace. */
export function ScriptList({ session }: { session: EditorSession }) {
  const scripts = useScripts()
  const all = scripts.data?.pages.flatMap(({ items }) => items) ?? []
  const begin = (content: Content) =>
    session.begin({
      ...content,
      name: freeName(
        content.name,
        all.map(({ name }) => name),
      ),
    })
  return (
    <section aria-label="Scripts" className="flex h-full flex-col">
      <Head onBegin={begin} />
      <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">
        {scripts.isPending && <SkeletonRows rows={4} label="Loading scripts" />}
        {scripts.isError && scripts.data === undefined && (
          <FailedFace
            what="The scripts could not be loaded"
            problem={toApiProblem(scripts.error)}
            onRetry={() => void scripts.refetch()}
          />
        )}
        {scripts.data !== undefined && all.length === 0 && (
          <EmptyFace action={<Button onClick={() => begin(EMPTY_SCRIPT)}>New script</Button>}>
            Nothing saved yet: what you edit or run is kept here.
          </EmptyFace>
        )}
        {all.length > 0 && <ScriptRows session={session} scripts={all} />}
        <LoadMore list={scripts} look="ghost" className="m-2">
          More scripts
        </LoadMore>
      </div>
    </section>
  )
}

function Head({ onBegin }: { onBegin: (content: Content) => void }) {
  return (
    <div className="flex h-11 shrink-0 items-center justify-between pr-2 pl-4">
      <h2 className="text-xs font-medium text-ink-2">Scripts</h2>
      <NewScriptMenu onBegin={onBegin} />
    </div>
  )
}
