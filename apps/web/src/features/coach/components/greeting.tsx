'use client'

import type { CoachSession } from '../use-coach.ts'

interface GreetingProps {
  coach: CoachSession
  onChoose: (text: string) => void
}

/** An empty thread: who is there, and what one may begin with. */
export function Greeting({ coach: { coach }, onChoose }: GreetingProps) {
  if (coach === null) return null
  return (
    <div className="flex flex-1 flex-col justify-center gap-6 py-8">
      <div>
        <p className="text-xl font-semibold tracking-tight">{coach.title}</p>
        <p className="mt-1 max-w-lg text-ink-3">{coach.description}</p>
      </div>
      <ul aria-label="Starters" className="grid gap-2 sm:grid-cols-2">
        {coach.starters.map((starter) => (
          <li key={starter}>
            <button
              type="button"
              onClick={() => onChoose(starter)}
              className="h-full w-full rounded-lg border border-line px-3 py-2.5 text-left text-sm text-ink-2 transition-colors hover:border-line-strong hover:bg-hover hover:text-ink"
            >
              {starter}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
