/** Where a talk is, after the GROW model: goal, reality, options, will; then what comes after a promise. */
export type Stage = 'goal' | 'reality' | 'options' | 'will' | 'date' | 'after'

/** One good question at a time; asked again, another one. What was asked is known again by its words. */
const QUESTIONS: Record<Stage, [string, string, string]> = {
  goal: [
    'What would you like to have reached, in one sentence, and how would you notice that you are there?',
    'If this goes well, what will be different for you?',
    'What matters most to you in this?',
  ],
  reality: [
    'Where do you stand with it today, and what have you tried so far?',
    'What is in the way right now, the biggest thing first?',
    'What works already, even if only a little?',
  ],
  options: [
    'What could you do next? Name three ways, and let one of them be small enough for ten minutes.',
    'What would you advise a friend who was where you are?',
    'What else could you do, if nobody would judge it?',
  ],
  will: [
    'Which one will you do, and by which day?',
    'What is the very first step, and when will you take it?',
    'What will you have done by this time next week?',
  ],
  date: [
    'By which day will you have done it?',
    'When exactly: which day, and after what?',
    'Which day will you put into your calendar for it?',
  ],
  after: [
    'What could get in the way, and what will you do then?',
    'How sure are you that you will do it, from 1 to 10, and what would make it one more?',
    'What would you like to look at next?',
  ],
}

/** For somebody who does not know. */
const EASIER: Record<Stage, string> = {
  goal: 'If you did know: what would be a good outcome, even a rough one?',
  reality: 'When was it last a little better than now, and what was different that day?',
  options: 'What is the smallest thing that would make it a little better, not good?',
  will: 'If you had to choose today, which step would you regret least?',
  date: 'Would tomorrow be too soon, and if so, what would be the first day that is not?',
  after: 'Who or what could remind you of it at the right moment?',
}

const STAGES: Stage[] = ['goal', 'reality', 'options', 'will', 'date', 'after']

/** The next question of a stage, given what the coach has said. */
export function questionFor(stage: Stage, said: readonly string[], { easier = false } = {}): string {
  if (easier) return EASIER[stage]
  const asked = said.filter((text) => QUESTIONS[stage].some((question) => text.includes(question))).length
  return QUESTIONS[stage][asked % QUESTIONS[stage].length] ?? ''
}

/** Which stage a text of the coach asked about; null for a text of somebody else. */
export function askedIn(text: string): Stage | null {
  return (
    STAGES.find((stage) => [...QUESTIONS[stage], EASIER[stage]].some((question) => text.includes(question))) ?? null
  )
}
