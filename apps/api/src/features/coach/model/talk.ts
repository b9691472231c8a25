import type { Turn } from './coach-models.ts'
import { isInDanger } from './danger.ts'
import { findDue } from './due-date.ts'
import { type Foreign, foreignIn, isForeignSmallTalk, isForeignUnsure } from './foreign.ts'
import { capitalize, core, plainWords, sentencesOf } from './own-words.ts'
import { type Stage, askedIn } from './questions.ts'

/** What a person has said so far, in their words, as far as it can be told without a language model. */
export type Talk = {
  goal: string | null
  /** What they asked about, where they named no goal. */
  topic: string | null
  reality: string | null
  options: string[]
  commitment: { text: string; due: string | null } | null
  /** What the last message added. */
  isNew: { goal: boolean; reality: boolean; options: boolean; commitment: boolean }
  /** The last message says that they don't know, or asks something. */
  isUnsure: boolean
  isQuestion: boolean
  /** Thanks, a yes, a greeting. */
  isSmallTalk: boolean
  /** What they write in, if it is not English: then their words say nothing here. */
  foreign: Foreign | null
}

const WISH =
  /\b(?:i(?:'d| would) (?:really )?(?:like|love) to|i (?:really |just |also )?(?:want|wish|hope|aim|plan|need) to|i(?:'m| am) trying to|my (?:\w+ )?goal is(?: to)?)\s+(.{3,})/is
const ASKED =
  /\b(?:help me(?: to| with)?|how (?:can|do|could|should) i|(?:talk|speak|think) (?:about|through)|i(?:'m| am) (?:struggling|stuck) with|i have (?:a problem|trouble|problems) with)\s+(.{3,})/is
/** Wishes that are about the talk, not about life. */
const ABOUT_TALK =
  /^(?:(?:know|ask|understand|hear|discuss|be clear)\b\s*(?:you|about|how to)?|see (?:if|how|what)\b|(?:say|tell|talk|speak|think)(?: (?:to |with )?you)? (?:about|through))\s*/i
const PROMISE =
  /\b(?:i(?:'ll| will)|i(?:'m| am) (?:going to|gonna)|i (?:hereby )?(?:commit to|promise to)|i(?:'ve| have) decided to|let me)\s+(?!be\b|have to\b|need\b|never\b|probably\b|not\b|see\b|think\b|know\b|die\b)(.{3,})/is
const OPTION =
  /\b(?:i could|i can|i might|maybe i|perhaps i|we could|one (?:way|option) (?:is|would be)(?: to)?|another (?:way|option) (?:is|would be)(?: to)?|or i)\s+(?:also |just |maybe )?(.{3,})/is
const REALITY =
  /\b(?:right now|currently|at the moment|so far|until now|the problem is|i(?:'m| am) stuck|i (?:always|never|only|keep|don't|can't|cannot|haven't)|i end up|i(?:'ve| have) (?:already|been|tried|never|only))\b/i
const UNSURE =
  /^(?:(?:hm+|well|honestly|i),?\s+)*(?:(?:do not|don't|dont) (?:really )?know|no idea|not sure|idk|can't say)\b/i
const SMALL_TALK =
  /^(?:yes|yeah|yep|no|nope|ok(?:ay)?|thanks?(?: you)?|thank you|hi|hello|hey|good|great|sure)(?:[\s,.!]+\w+){0,2}[\s.!]*$/i

/** Reads a talk from its beginning. English cues; where there are none, an answer counts for what was asked, in any language. */
export function readTalk(turns: readonly Turn[], now: Date): Talk {
  const talk: Talk = {
    goal: null,
    topic: null,
    reality: null,
    options: [],
    commitment: null,
    isNew: { goal: false, reality: false, options: false, commitment: false },
    isUnsure: false,
    isQuestion: false,
    isSmallTalk: false,
    foreign: null,
  }
  let asked: Stage | null = null
  for (const { role, text } of turns) {
    if (role === 'assistant') asked = askedIn(text)
    else if (isInDanger(text)) {
      asked = null
    } else {
      hear(talk, { text: plainWords(text).trim(), asked, now })
      asked = null
    }
  }
  return talk
}

type Heard = { text: string; asked: Stage | null; now: Date }

function hear(talk: Talk, heard: Heard): void {
  const { text, asked } = heard
  talk.isNew = { goal: false, reality: false, options: false, commitment: false }
  const language = foreignIn(text)
  if (language !== null) talk.foreign = language === 'english' ? null : language
  talk.isUnsure = (UNSURE.test(text) && text.length < 80) || isForeignUnsure(text)
  talk.isQuestion = /[?？؟]["')»\s]*$/.test(text)
  talk.isSmallTalk = SMALL_TALK.test(text) || isForeignSmallTalk(text)
  if (talk.isUnsure || talk.isSmallTalk || text === '') return
  if (talk.foreign === null) for (const sentence of sentencesOf(text)) hearSentence(talk, sentence, heard)
  // Without cues, what follows a question is its answer.
  if (asked !== null && !talk.isQuestion) hearAnswer(talk, { ...heard, asked })
  if (talk.goal === null && !Object.values(talk.isNew).includes(true)) talk.topic ??= core(sentencesOf(text)[0] ?? '')
}

function hearSentence(talk: Talk, sentence: string, { asked, now }: Heard): void {
  const promise = PROMISE.exec(sentence)?.[1]
  if (promise !== undefined && !sentence.endsWith('?')) {
    talk.commitment = toCommitment(promise, now)
    talk.isNew.commitment = true
    return
  }
  const wish = WISH.exec(sentence)?.[1]
  if (wish !== undefined && !/\b(?:don't|not)\s*$/i.test(sentence.slice(0, WISH.exec(sentence)?.index))) {
    if (ABOUT_TALK.test(wish)) talk.topic = core(wish.replace(ABOUT_TALK, ''))
    else if (!sentence.endsWith('?')) {
      talk.goal = core(wish)
      talk.isNew.goal = true
      return
    }
  }
  // After a promise, "I might oversleep" is no way forward.
  const option = asked === 'after' ? undefined : OPTION.exec(sentence)?.[1]
  if (option !== undefined && !sentence.endsWith('?')) addOptions(talk, listIn(option))
  else if (REALITY.test(sentence) && !sentence.endsWith('?')) hearReality(talk, sentence)
  const topic = ASKED.exec(sentence)?.[1]
  if (topic !== undefined) talk.topic = core(topic)
}

function hearAnswer(talk: Talk, { text, asked, now }: Heard & { asked: Stage }): void {
  const isNew = talk.isNew
  const first = sentencesOf(text)[0] ?? ''
  if (asked === 'goal' && !isNew.goal && !isNew.commitment) {
    talk.goal = core(first)
    isNew.goal = true
  } else if (asked === 'reality' && !isNew.reality) hearReality(talk, first)
  else if (asked === 'options' && !isNew.options) addOptions(talk, listIn(text))
  else if (asked === 'will' && !isNew.commitment) {
    talk.commitment = toCommitment(ordinalIn(first, talk.options) ?? text, now, text)
    isNew.commitment = true
  } else if (asked === 'date' && talk.commitment !== null) {
    const due = findDue(text, now)?.due ?? null
    if (due !== null) talk.commitment = { ...talk.commitment, due }
    isNew.commitment ||= due !== null
  }
}

function hearReality(talk: Talk, sentence: string): void {
  talk.reality = sentence
  talk.isNew.reality = true
}

function addOptions(talk: Talk, found: readonly string[]): void {
  for (const option of found.map((text) => core(text, 80)).filter((text) => text !== '')) {
    if (!talk.options.includes(option)) talk.options.push(option)
    talk.isNew.options = true
  }
}

/** The items of a list, or the parts of a sentence that lists. */
function listIn(text: string): string[] {
  const items = [...text.matchAll(/^\s*(?:[-*•]|\d+[.)])\s+(.+)$/gm)].map(([, item = '']) => item)
  return items.length > 0
    ? items
    : text.split(/[;\n]|\.\s+|,?\s+or\s+|,\s*(?:and\s+)?(?:i (?:could|can|might)\s+)?/i).slice(0, 5)
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

function ordinalIn(text: string, options: readonly string[]): string | undefined {
  const at = ORDINALS.findIndex((ordinal) => new RegExp(String.raw`\bthe ${ordinal}(?: one)?\b`, 'i').test(text))
  return options[at]
}

/** The promise without its day, which may stand in a longer text. */
function toCommitment(promise: string, now: Date, whole = promise): NonNullable<Talk['commitment']> {
  const within = findDue(promise, now)
  const text = within === null ? promise : `${promise.slice(0, within.start)} ${promise.slice(within.end)}`
  const due = (within ?? findDue(whole, now))?.due ?? null
  return { text: capitalize(core(text)), due }
}
