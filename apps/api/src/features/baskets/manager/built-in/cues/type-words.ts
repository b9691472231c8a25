import type { BlockType } from '@outlast/contract'
import { anyOf } from './any-of.ts'
import { ASSIGNED, FINITE_VERB, GERMAN_INFINITIVE, TASK_VERB } from './task-verbs.ts'

const WHO_OR_WHAT = anyOf('whether, if, who, what, how, when')
const OPEN = anyOf(`
  (?:it is|it's|still) (?:unclear|open|unknown|undecided), unclear ${WHO_OR_WHAT},
  (?:need to|have to|must) (?:find out|clarify) ${WHO_OR_WHAT}, (?:unklar|offen|ungeklärt)[\\s,]+(?:ob|wer|was|wie|wann)
`)

const DECIDED = anyOf(`
  (?:we|they|i|team|board|everyone|group)(?:'ve| have| has)? (?:decided|agreed|chose|chosen|settled on|voted|resolved|picked|opted),
  (?:was|were|is|been) (?:decided|agreed), (?:let's|we(?:'ll| will)?) go (?:with|for), we(?:'ll| will)? (?:stick|stay) with,
  we(?:'ll| will)? (?:stop|keep|adopt|switch to|standardi[sz]e on|skip),
  (?:haben|hat|wurde) .+?(?:beschlossen|entschieden|vereinbart), wir (?:nehmen|verwenden|nutzen|bleiben bei|einigen uns)
`)

const WANTED = anyOf(`
  (?:our|the|main|a|one) (?:goal|aim|objective|target|ambition)(?: \\p{L}+)*? (?:is|are|remains|should be),
  we (?:want to|aim (?:to|for)|would like to|hope to|strive), target (?:is|of), (?:unser|das) ziel (?:ist|bleibt),
  wir (?:wollen|möchten)
`)

const TO_DO = anyOf(`
  (?:need|needs|have|has|ought) to(?! be (?:able|at least)\\b)(?! know), (?:we|i) need (?:an?|another|more|some|two|three|new),
  (?:somebody|someone|jemand) (?:should|has to|needs to|must|sollte|muss), (?:should|still to|must) be \\p{L}+(?:ed|en|t|ne|de),
  please \\p{L}+, (?:can|could|would) you \\p{L}+, (?:i|we|he|she|they)(?:'ll| will) (?!be\\b|not\\b|have\\b|never\\b)\\p{L}+,
  to be (?:done|checked|clarified|discussed|ordered|decided), (?:muss|müssen|sollte|sollten) .+(?:werden|en), bitte \\p{L}+,
  wir (?:brauchen|benötigen), zu (?:prüfen|klären|bestellen|erledigen)
`)

const LEARNED = anyOf(`
  (?:we|i) (?:learned|learnt|found(?: out)? that|noticed|reali[sz]ed|observed), turns out, surprisingly, interestingly, it seems,
  apparently, lesson, idea, we could, wir haben (?:gelernt|gemerkt|festgestellt), es zeigt sich, offenbar
`)

const PEOPLE = anyOf(`
  people, users, customers, participants, visitors, readers, guests, clients, teams, most, nutzer, kunden, leute, besucher
`)
const TEND_TO = anyOf(`
  prefer, trust, want, expect, tend, often, rarely, never, usually, struggle, skip, avoid, like, ignore, misspell, helped,
  better, lieber, oft, selten, bevorzugen, meist
`)
const WORKS_BETTER = anyOf(`
  works? (?:better|best), helped (?:most|a lot|us), correlates?, the more .+? the (?:more|less|better), je mehr
`)

type Rule = { type: BlockType; sure: boolean; pattern: RegExp }

/** Rules see no more of a text: a longer one is no sentence. */
const MAX_CHARS = 500

/** The first one that fits decides. */
const RULES: readonly Rule[] = [
  rule('question', 'sure', String.raw`[?？]["'”’)]*$`),
  rule('question', 'sure', `\\b${OPEN}\\b`),
  rule('decision', 'sure', `\\b${DECIDED}\\b`),
  rule('goal', 'sure', `\\b${WANTED}\\b`),
  rule('task', 'sure', `\\b${TO_DO}\\b`),
  rule('fact', 'guess', `^${TASK_VERB}s? (?:(?!(?:${WHO_OR_WHAT}|that|which)\\b)[\\p{L}\\d-]+ ){0,3}${FINITE_VERB}\\b`),
  rule('task', 'sure', `^(?:then |also |and |next,? |now )?${TASK_VERB} \\S`),
  rule('task', 'sure', `^(?:[\\p{L}\\d-]+ ){1,6}(?:\\p{L}+)?${GERMAN_INFINITIVE}(?: bis .{1,40})?[.!]?$`),
  { type: 'task', sure: false, pattern: new RegExp(`^\\p{Lu}\\p{L}+(?: and \\p{Lu}\\p{L}+)?:? ${ASSIGNED} `, 'u') },
  rule(
    'task',
    'guess',
    '^(?:everybody|everyone|each of us|all of us|jeder|alle) (?:bring|send|read|prepare|write|schickt|liest)',
  ),
  rule('insight', 'sure', `\\b${LEARNED}\\b`),
  rule('insight', 'guess', `\\b${PEOPLE}\\b.{0,60}\\b${TEND_TO}\\b`),
  rule('insight', 'guess', `\\b${WORKS_BETTER}\\b`),
]

function rule(type: BlockType, how: 'sure' | 'guess', source: string): Rule {
  return { type, sure: how === 'sure', pattern: new RegExp(source, 'iu') }
}

const FACTUAL = new RegExp(
  `\\d|\\b${anyOf(`
    is, are, was, were, has, have, had, costs?, takes?, runs?, pays?, uses?, contains?, leaves?, starts?, ends?, begins?, arrives?,
    closes?, opens?, lives?, works?, offers?, needs?, rises?, fell, rose, grew, belongs?, consists?,
    ist, sind, war, hat, haben, kostet, dauert, läuft, beträgt, gibt, gehört, findet, fasst, kommt, beginnt, endet
  `)}\\b`,
  'iu',
)

/** What kind of block a sentence would be, and whether its words say so or it is a guess. */
export function typeOfWords(text: string): { type: BlockType; sure: boolean } {
  const seen = text.length <= MAX_CHARS ? text : text.slice(0, MAX_CHARS)
  const found = RULES.find(({ pattern }) => pattern.test(seen))
  if (found !== undefined) return { type: found.type, sure: found.sure }
  return { type: FACTUAL.test(seen) || /[.!]$/.test(seen) ? 'fact' : 'note', sure: false }
}
