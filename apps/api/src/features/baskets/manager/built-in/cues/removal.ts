import { anyOf } from './any-of.ts'

/** How a statement asks for a block to go. */
export type Removal = {
  /** What is to go, in the words of the note. */
  object: string
  /**
   * named: it speaks of a block, a note, a task, or quotes; told: "cancel X"; state: "X is obsolete". What can be a task in the
   * world ("remove the fence") has to match better.
   */
  how: 'named' | 'told' | 'state'
}

const GONE = anyOf(`
  no longer (?:needed|required|relevant|valid|necessary|planned|wanted|applicable|on the table|an issue|happening),
  not (?:needed|required|relevant|necessary|wanted|planned) (?:any ?more|any longer), obsolete, outdated, void, moot, redundant,
  cancell?ed, scrapped, dropped, abandoned, struck, off (?:the|our|my) (?:table|list|plate|agenda|menu),
  (?:called|crossed|taken) off, withdrawn, superfluous, abolished, shelved, deprecated, ruled out, dead, settled
`)
const GONE_DE = anyOf(`
  hinfällig, obsolet, überflüssig, gestrichen, abgesagt, storniert, vom tisch, entfallen,
  nicht mehr (?:nötig|notwendig|benötigt|gebraucht|relevant|aktuell|geplant|erforderlich|gültig)
`)
const IS = `${anyOf(`is, are, was, were, has been, have been, got, gets, will be, can be, 's, 're`)}(?: ${anyOf(
  'now, therefore, thus, all, completely, also, hereby, finally',
)})*`
const IS_DE = `${anyOf('ist, sind, war, wurde, wurden, wird, werden')}(?: ${anyOf('damit, somit, jetzt, nun, also, ebenfalls')})*`
const IN_BASKET = anyOf('block, note, task, decision, insight, fact, goal, question, item, entry, point, to-?do, card')
const IN_BASKET_DE = anyOf('block, notiz, aufgabe, entscheidung, erkenntnis, frage, ziel, punkt, eintrag')
const REMOVE = anyOf(`
  remove, delete, drop, scrap, strike, cancel, discard, forget(?: about)?, erase, take out, cross (?:out|off), get rid of
`)
const REMOVE_DE = anyOf('streichen, löschen, entfernen, stornieren, absagen')
const ABOUT = anyOf('about, on, that, of, to, for, regarding, with, called, named')

/** The first group is what goes. The first rule that fits decides. */
const RULES: readonly { how: Removal['how']; pattern: RegExp }[] = (
  [
    [
      'named',
      `^(?:please )?${REMOVE} (?:the |this |our )?(?:(?:open|old) )?${IN_BASKET}s?(?: ${ABOUT}(?: the)?|:)? (.+)$`,
    ],
    ['named', `^(?:please )?${REMOVE} (?:the )?["“'‘„«](.+?)["”'’“»](?: .{0,40})?$`],
    ['named', `^(?:bitte )?(?:die |den |das )?${IN_BASKET_DE} (.+?) ${REMOVE_DE}[.!]?$`],
    ['state', `^(.+?),? ${IS} ${GONE}\\b`],
    [
      'state',
      `^(.+?)(?::| –| -|,) (?:(?:is|are) )?(?:please )?(?:${GONE}|cancel|drop|remove|delete|not needed|can be (?:removed|deleted|dropped|closed)\\b.{0,40})(?:[.!,;]|$)`,
    ],
    ['state', `^we (?:no longer need|don't need|do not need|won't need) (.+?)(?: any ?more| any longer|[.!,;]|$)`],
    ['state', `^(?:there is |there's )?no need (?:for|to) (.+?)(?: any ?more| any longer|[.!,;]|$)`],
    [
      'state',
      `^we(?:'re| are|'ll| will)? ${anyOf('drop, dropping, cancel, cancell?ing, scrap, scrapping, abandon, give up(?: on)?, remove, strike, skip')} (.+)$`,
    ],
    ['state', `^(.+?) ${IS_DE} ${GONE_DE}(?!\\p{L})`],
    [
      'state',
      `^(.+?),? (?:so |and |then )*(?:we can |let's |please )?(?:drop|delete|remove|scrap|close|strike) (?:it|this|that|them|those)(?: \\p{L}+)?(?: (?:from|off) .{1,30})?[.!]*$`,
    ],
    ['state', `^(.+?) ${anyOf('entfällt, entfallen, fällt weg, fallen weg, fällt aus, hat sich erledigt')}(?!\\p{L})`],
    ['state', `^(?:wir brauchen|wir benötigen) (.+?) nicht mehr(?!\\p{L})`],
    ['state', `^(.+?) (?:brauchen|benötigen) wir nicht mehr(?!\\p{L})`],
    ['told', `^(?:please )?${REMOVE} (.+)$`],
    ['told', `^(?:bitte )?(.+?) ${REMOVE_DE}[.!]?$`],
  ] as const
).map(([how, source]) => ({ how, pattern: new RegExp(source, 'iu') }))

/** "Delete everything", "remove all tasks": no block is named, so nothing ever goes. */
const SWEEPING = new RegExp(
  `^(?:please )?(?:[\\p{L}-]+ )?${anyOf(`
    everything, anything, all, every, each, any, alles?, sämtliche, jede[rns]?, the (?:whole|entire) (?:basket|list|board), this basket
  `)}(?!\\p{L})`,
  'iu',
)

/** What a statement asks to be removed; null where it does not. */
export function findRemoval(text: string): Removal | null {
  for (const { how, pattern } of RULES) {
    const object = pattern.exec(text)?.[1]?.replace(/[\s,;:]+$/, '')
    if (object !== undefined && /\p{L}/u.test(object) && object.length <= MAX_OBJECT_CHARS) return { object, how }
  }
  return null
}

const MAX_OBJECT_CHARS = 300

/** Whether it would take away whatever is there, instead of something with a name. */
export function isSweeping(text: string): boolean {
  return SWEEPING.test(text)
}
