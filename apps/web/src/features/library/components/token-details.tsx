import type { Token } from '@outlast/contract'
import { visibleText } from '../state.ts'

/** All about the token that is pointed at. Its place is kept while none is, so that nothing jumps. */
export function TokenDetails({ token }: { token: Token | null }) {
  return (
    <footer className="min-h-28 border-t border-line bg-surface px-3 py-2 text-xs" aria-live="polite">
      {token === null ? (
        <p className="text-ink-3">Point at a token, or go through them with the arrow keys.</p>
      ) : (
        <>
          <p className="truncate font-mono text-sm font-medium">
            {token.text === '' ? 'Goes on with the character before' : visibleText(token.text)}
          </p>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
            <Fact name="Kind" value={token.kind} />
            <Fact name="Place" value={`${token.index}, from ${token.start} to ${token.end}`} />
            <Fact name="id" value={String(token.id)} mono />
            <Fact name="global_id" value={token.global_id} mono />
          </dl>
        </>
      )}
    </footer>
  )
}

function Fact({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className={mono ? 'min-w-0 truncate font-mono text-2xs leading-4 text-ink-2' : 'min-w-0 truncate text-ink-2'}>
        {value}
      </dd>
    </>
  )
}
