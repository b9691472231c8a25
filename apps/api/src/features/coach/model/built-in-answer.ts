import type { CoachAction } from '@outlast/contract'
import { writeActions } from './actions.ts'
import type { FoundPassage, Turn } from './coach-models.ts'
import { WITHOUT_WORDS } from './fit-turns.ts'
import { capitalize, core, escapeMarkdown, toSecondPerson } from './own-words.ts'
import { type Stage, questionFor } from './questions.ts'
import { quotesFor } from './quote.ts'
import { isInDanger } from './danger.ts'
import { foreignIn } from './foreign.ts'
import { type Talk, readTalk } from './talk.ts'

const INTRODUCTION =
  '_I am the built-in coach: no language model is set up here. I quote your files and my handbook word for word, and I ask questions._'

const IN_DANGER_ANSWER = `What you write worries me, and it matters more than any goal.

I am a program and can't help with this. Please talk to a person now: call the emergency number where you live (112 in Europe, 911 in North America), or a crisis line (in the US and Canada 988; others at findahelpline.com). If you can, don't stay alone: go to somebody near you and show them this message.`

const WAS_IN_DANGER =
  'I have not forgotten what you wrote before. If it is still so, please talk to a person now: the emergency number, a crisis line, or somebody near you.'

/**
 * What the built-in coach says: whatever of files and handbook has the words of the question, what it understood in the
 * person's own words, and the next question after GROW. The same talk, the same answer.
 */
export function answerBuiltIn(turns: readonly Turn[], passages: readonly FoundPassage[], now: Date): string {
  const question = turns.at(-1)?.text ?? ''
  const said = turns.filter(({ role }) => role === 'assistant').map(({ text }) => text)
  const introduction = said.length === 0 ? [INTRODUCTION] : []
  if (isInDanger(question)) return answerInDanger(question)
  const wasInDanger = turns.some(({ role, text }) => role === 'user' && isInDanger(text))
  const talk = readTalk(turns, now)
  const stage = stageOf(talk)
  const quotes = quotesFor(question, passages, quotesWanted(talk, question))
  const nothingFound =
    talk.isQuestion && quotes.length === 0 ? ['I found nothing on this in your files or in my handbook.'] : []
  const actions = actionsFor(talk)
  return [
    ...introduction,
    ...(wasInDanger ? [WAS_IN_DANGER] : []),
    ...admitForeign(talk, said),
    ...acknowledge(talk),
    ...quotes,
    ...nothingFound,
    nextQuestion(talk, stage, { said, question }),
    ...(actions.length === 0 ? [] : [writeActions(actions)]),
  ].join('\n\n')
}

/** In the person's own language first. */
function answerInDanger(question: string): string {
  const language = foreignIn(question)
  const own = language === null || language === 'english' ? null : language.danger
  return own === null ? IN_DANGER_ANSWER : `${own}\n\n${IN_DANGER_ANSWER}`
}

/** Said once to who writes in another language than English. */
function admitForeign({ foreign }: Talk, said: readonly string[]): string[] {
  return foreign === null || said.some((text) => text.includes(foreign.notice)) ? [] : [`_${foreign.notice}_`]
}

/** Who asks or is stuck gets more to read than who is answering. */
function quotesWanted({ isQuestion, isUnsure, isSmallTalk, isNew }: Talk, question: string): number {
  if (isSmallTalk || question === WITHOUT_WORDS) return 0
  if (isQuestion || isUnsure || isNew.goal || !Object.values(isNew).includes(true)) return 3
  return isNew.reality ? 1 : 0
}

function stageOf({ goal, reality, options, commitment, foreign }: Talk): Stage {
  if (commitment !== null) return commitment.due === null && foreign === null ? 'date' : 'after'
  if (goal === null) return 'goal'
  if (reality === null) return 'reality'
  return options.length === 0 ? 'options' : 'will'
}

/** What the last message brought, said back: a person sees whether they were understood. */
function acknowledge({ goal, reality, options, commitment, isNew, isUnsure, foreign }: Talk): string[] {
  if (isUnsure) return ['Not knowing yet is a fair place to begin.']
  if (foreign !== null) return []
  if (isNew.commitment && commitment !== null) {
    const { text, due } = commitment
    const day = due === null ? '' : ` (${formatDay(due)})`
    return [`You have decided: **${escapeMarkdown(toSecondPerson(text))}**${day}.`]
  }
  if (isNew.goal && goal !== null) return [`Your goal in your words: **${escapeMarkdown(goal)}**.`]
  if (isNew.options)
    return [`You see ${options.length === 1 ? 'one way' : `${options.length} ways`}:\n\n${listOf(options)}`]
  return isNew.reality && reality !== null ? [`So this is how it is: “${escapeMarkdown(core(reality, 160))}”.`] : []
}

function listOf(options: readonly string[]): string {
  return options.map((option, at) => `${at + 1}. ${capitalize(escapeMarkdown(toSecondPerson(option)))}`).join('\n')
}

function nextQuestion(
  talk: Talk,
  stage: Stage,
  { said, question }: { said: readonly string[]; question: string },
): string {
  const asked = questionFor(stage, said, { easier: talk.isUnsure })
  if (question === WITHOUT_WORDS) return `I have got it. What would you like to get out of it? ${asked}`
  if (talk.foreign !== null) return asked
  if (stage === 'goal' && talk.topic !== null)
    return `So it is about: **${escapeMarkdown(toSecondPerson(talk.topic))}**. ${asked}`
  if (stage === 'reality' && talk.goal !== null && !talk.isNew.goal) {
    return `You want to **${escapeMarkdown(toSecondPerson(talk.goal))}**. ${asked}`
  }
  if (stage === 'will' && !talk.isNew.options) return `You have named:\n\n${listOf(talk.options)}\n\n${asked}`
  return asked
}

/** Cards for what was just said, as it was said. */
function actionsFor({ goal, commitment, isNew, foreign }: Talk): CoachAction[] {
  const actions: CoachAction[] = []
  if (foreign !== null) return actions
  if (isNew.goal && goal !== null) actions.push({ type: 'goal', text: capitalize(goal) })
  if (isNew.commitment && commitment !== null && commitment.due !== null)
    actions.push({ type: 'commitment', ...commitment })
  return actions
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })

function formatDay(due: string): string {
  return DAY.format(new Date(due))
}
