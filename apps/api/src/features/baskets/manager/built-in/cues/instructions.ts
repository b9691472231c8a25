import { anyOf } from './any-of.ts'

const MACHINE = anyOf('assistants?, ai, ki, llm, models?, modell, agents?, bots?, manager agent, system')
const ROLE = anyOf('system, assistant, user, developer, instructions?')
const RULES = anyOf('instructions?, rules?, prompts?, guidelines?, directions?')
const CONTENTS = anyOf(`
  blocks?, changes?, deltas?, proposals?, baskets?, notes, tasks, decisions, facts, entries, items, data
`)
const DO_TO_ALL = anyOf(
  'delete, remove, erase, drop, wipe, lock, unlock, supersede, approve, accept, apply, reject, clear',
)

/** What is said to whoever reads the notes by machine. It is text like any other: nothing follows from it. */
const TO_THE_MACHINE: readonly RegExp[] = [
  `\\b(?:ignore|disregard|forget|override|bypass)\\b.{0,40}\\b(?:previous|prior|above|earlier|all|any|your|the)\\b.{0,20}\\b${RULES}\\b`,
  `\\bforget (?:everything|all) (?:you|that you|i)\\b`,
  `^<?/?${ROLE}>?\\s*[:>]|</?(?:${ROLE}|prompt)>`,
  `\\b(?:notes?|messages?|instructions?|reminder|hinweis|nachricht) (?:to|for|an|für) (?:the |den |die |das )?${MACHINE}\\b`,
  `\\b(?:system prompt|maintenance mode|developer mode|jailbreak)\\b`,
  `\\byou are (?:now )?(?:an?|in|the)\\b.{0,40}\\b(?:mode|assistant|agent|ai|model)\\b`,
  `\\b${DO_TO_ALL}\\b.{0,20}\\b(?:all|every|each|any|everything|the (?:whole|entire))\\b.{0,20}\\b${CONTENTS}\\b`,
  `\\b(?:delete|remove|erase|wipe|lösche?n?|entferne?n?)\\s+(?:everything|alles)\\b`,
  `^(?:alles|sämtliche \\p{L}+|alle (?:blöcke|notizen|aufgaben|einträge)) (?:löschen|entfernen|streichen)`,
  `\\b(?:ignorier|vergiss|missachte)\\p{L}*\\b.{0,40}\\b(?:anweisung|regel|vorgabe)\\p{L}*`,
  `\\b(?:set|with|use) (?:a |the )?confidence (?:to |of )?[\\d.]+`,
].map((source) => new RegExp(source, 'iu'))

export function isInstruction(text: string): boolean {
  return TO_THE_MACHINE.some((pattern) => pattern.test(text))
}

const GREETING = anyOf(`
  hi, hey, hello, dear, good (?:morning|afternoon|evening), morning, hallo, liebe[rs]?, (?:guten )?(?:morgen|tag|abend), moin, servus
`)
const AGREEMENT = anyOf(`
  cheers, best, great, ok(?:ay)?(?: so)?, cool, nice, perfect, super, yes, no, yep, sure, done, lol, sounds good, \\+1, ja, nein, gut,
  alles klar
`)
const ABOUT_THE_MEETING = anyOf(`
  attendees, present, participants, absent, apologies, attending, time, location, minutes, teilnehmer(?:innen)?, anwesend,
  entschuldigt, datum, uhrzeit, ort, protokollant, from, to, cc, bcc, subject, sent, date, von, an, betreff, gesendet
`)

/** What holds a text together and says nothing that would be worth a block. */
const SMALL_TALK: readonly RegExp[] = [
  `^${GREETING}\\b[^.?!]{0,30}[.,!]*$`,
  `^(?:thanks?(?: you)?|thx|danke|vielen dank)\\b[^.?!]{0,30}[.,!✓]*$`,
  `^${AGREEMENT}(?:,? (?:all|everyone|everybody|team|folks))?[.,!✓]*$`,
  `^(?:cheers|best|lg|vg),? \\p{L}+[.!]*$`,
  `^(?:best|kind|warm)?\\s*(?:regards|wishes)\\b.*$|^(?:viele |beste |liebe |mit freundlichen )?grüßen?\\b.*$`,
  `^(?:see you|bis dann|yours|sincerely)\\b.{0,30}$`,
  `^${ABOUT_THE_MEETING}\\s*: `,
  `^(?:just )?(?:a |some )?(?:short|quick|brief|small)? ?(?:update|note|reminder|summary)\\b.{0,40}[.:!]?$`,
  `^(?:here (?:are|is)|these are|das sind|hier (?:sind|ist)) .{0,60}(?:notes|update|summary|minutes|notizen|protokoll)\\b.{0,30}$`,
  `^(?:any(?:thing)? (?:else|other)|that's (?:it|all)|das war's|sonst nichts)\\b.{0,20}$`,
  `^(?:<media omitted>|image omitted|this message was deleted)$`,
  `^\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\.?$|^\\d{1,2}:\\d{2}$`,
].map((source) => new RegExp(source, 'iu'))

export function isSmallTalk(text: string): boolean {
  return SMALL_TALK.some((pattern) => pattern.test(text))
}
