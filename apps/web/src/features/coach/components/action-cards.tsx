'use client'

import { Language, type CoachAction } from '@outlast/contract'
import { CalendarPlus, Frame, Layers, PenLine, SquareCode, Target } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDay } from '../../../lib/format.ts'
import { LANGUAGE_WORDS } from '../../../lib/job-words.ts'
import { saveAs } from '../../../lib/save-as.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { calendarOf } from '../calendar.ts'
import { RunCodeButton } from './run-code-button.tsx'
import { StartCanvasButton } from './start-canvas-button.tsx'
import { StartBasketButton } from './start-basket-button.tsx'

interface ActionCardsProps {
  actions: readonly CoachAction[]
  onDraft: (text: string) => void
}

/** What the coach proposes. Nothing happens before a click. */
export function ActionCards({ actions, onDraft }: ActionCardsProps) {
  if (actions.length === 0) return null
  return (
    <ul aria-label="Proposals" className="mt-4 flex flex-col gap-2">
      {actions.map((action, index) => (
        <li key={index} className="overflow-hidden rounded-lg border border-line">
          <ActionCard action={action} onDraft={onDraft} />
        </li>
      ))}
    </ul>
  )
}

function ActionCard({ action, onDraft }: { action: CoachAction; onDraft: (text: string) => void }) {
  switch (action.type) {
    case 'goal':
      return (
        <Card icon={<Target size={16} aria-hidden />} kind="Goal" title={action.text}>
          <Button onClick={() => onDraft(`My goal: ${action.text}`)}>
            <PenLine size={13} aria-hidden />
            Take it on
          </Button>
        </Card>
      )
    case 'commitment':
      return <Commitment text={action.text} due={action.due} onDraft={onDraft} />
    case 'run_code':
      return (
        <>
          <Card
            icon={<SquareCode size={16} aria-hidden />}
            kind={`Code · ${languageOf(action.language)}`}
            title={action.title}
          >
            <RunCodeButton title={action.title} language={action.language} code={action.code} />
          </Card>
          <CodeBlock code={action.code} label={`Code of ${action.title}`} className="max-h-60 border-t border-line" />
        </>
      )
    case 'start_basket':
      return (
        <Card icon={<Layers size={16} aria-hidden />} kind="Basket" title={action.title} detail={action.text}>
          <StartBasketButton title={action.title} text={action.text} />
        </Card>
      )
    case 'start_canvas':
      return (
        <Card icon={<Frame size={16} aria-hidden />} kind="Canvas" title={action.title} detail={action.instructions}>
          <StartCanvasButton title={action.title} instructions={action.instructions} />
        </Card>
      )
  }
}

function languageOf(name: string): string {
  const known = Language.safeParse(name.toLowerCase())
  return known.success ? LANGUAGE_WORDS[known.data] : name
}

interface CommitmentProps {
  text: string
  due: string | null
  onDraft: (text: string) => void
}

function Commitment({ text, due, onDraft }: CommitmentProps) {
  const save = (day: string) =>
    saveAs(new Blob([calendarOf({ text, day, id: crypto.randomUUID(), now: new Date() })]), 'commitment.ics')
  return (
    <Card
      icon={<CalendarPlus size={16} aria-hidden />}
      kind={due === null ? 'Commitment' : `Commitment · by ${formatDay(due)}`}
      title={text}
    >
      {due !== null && <Button onClick={() => save(due)}>Add to calendar</Button>}
      <Button onClick={() => onDraft(`I will do this${due === null ? '' : ` by ${formatDay(due)}`}: ${text}`)}>
        Commit to it
      </Button>
    </Card>
  )
}

interface CardProps {
  icon: ReactNode
  kind: string
  title: string
  detail?: string
  children: ReactNode
}

function Card({ icon, kind, title, detail, children }: CardProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-3.5 py-2.5">
      <span className="shrink-0 text-ink-3">{icon}</span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-xs text-ink-3">{kind}</p>
        <p className="text-sm font-medium break-words">{title}</p>
        {detail !== undefined && <p className="mt-0.5 line-clamp-3 text-sm text-ink-2">{detail}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  )
}
