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

const GONE =
  'no longer (?:needed|required|relevant|valid|necessary|planned|wanted|applicable|on the table|an issue|happening)|not (?:needed|required|relevant|necessary|wanted|planned) (?:any ?more|any longer)|obsolete|outdated|void|moot|redundant|cancell?ed|scrapped|dropped|abandoned|struck|off the (?:table|list)|(?:called|crossed|taken) off|withdrawn|superfluous'
const GONE_DE =
  'hinfällig|obsolet|überflüssig|gestrichen|abgesagt|storniert|vom tisch|entfallen|nicht mehr (?:nötig|notwendig|benötigt|gebraucht|relevant|aktuell|geplant|erforderlich|gültig)'
const IS =
  "(?:is|are|was|were|has been|have been|got|gets|will be|can be|'s|'re)(?: (?:now|therefore|thus|all|completely|also|hereby|finally))*"
const BASKET_WORD = '(?:block|note|task|decision|insight|fact|goal|question|item|entry|point|to-?do|card)'
const VERB =
  '(?:remove|delete|drop|scrap|strike|cancel|discard|forget(?: about)?|erase|take out|cross (?:out|off)|get rid of)'
const VERB_DE = '(?:streichen|löschen|entfernen|stornieren|absagen)'

type Rule = { how: Removal['how']; pattern: RegExp }

/** The first group is what goes. */
const RULES: readonly Rule[] = [
  {
    how: 'named',
    pattern: new RegExp(
      `^(?:please )?${VERB} (?:the |this |our )?(?:(?:open|old) )?${BASKET_WORD}s?(?: (?:about|on|that|of|to|for|regarding|with|called|named)(?: the)?|:)? (.+)$`,
      'i',
    ),
  },
  { how: 'named', pattern: new RegExp(`^(?:please )?${VERB} (?:the )?["“'‘„«](.+?)["”'’“»](?: .{0,40})?$`, 'i') },
  {
    how: 'named',
    pattern: new RegExp(
      `^(?:bitte )?(?:die |den |das )?(?:aufgabe|notiz|frage|entscheidung|punkt|eintrag|block) (.+?) ${VERB_DE}[.!]?$`,
      'i',
    ),
  },
  { how: 'state', pattern: new RegExp(`^(.+?),? ${IS} (?:${GONE})\\b`, 'i') },
  {
    how: 'state',
    pattern: new RegExp(
      `^(.+?)(?::| –| -|,) (?:(?:is|are) )?(?:please )?(?:${GONE}|cancel|drop|remove|delete|not needed|can be (?:removed|deleted|dropped|closed)\\b.{0,40})(?:[.!,;]|$)`,
      'i',
    ),
  },
  {
    how: 'state',
    pattern: /^we (?:no longer need|don't need|do not need|won't need) (.+?)(?: any ?more| any longer|[.!,;]|$)/i,
  },
  { how: 'state', pattern: /^(?:there is |there's )?no need (?:for|to) (.+?)(?: any ?more| any longer|[.!,;]|$)/i },
  {
    how: 'state',
    pattern:
      /^we(?:'re| are|'ll| will)? (?:drop|dropping|cancel|cancelling|canceling|scrap|scrapping|abandon|give up(?: on)?|remove|strike|skip) (.+)$/i,
  },
  {
    how: 'state',
    pattern: new RegExp(
      `^(.+?) (?:ist|sind|war|wurde|wurden|wird|werden)(?: (?:damit|somit|jetzt|nun|also|ebenfalls))* (?:${GONE_DE})\\b`,
      'i',
    ),
  },
  { how: 'state', pattern: /^(.+?) (?:entfällt|entfallen|fällt weg|fallen weg|fällt aus|hat sich erledigt)\b/i },
  { how: 'state', pattern: /^(?:wir brauchen|wir benötigen) (.+?) nicht mehr\b/i },
  { how: 'state', pattern: /^(.+?) (?:brauchen|benötigen) wir nicht mehr\b/i },
  { how: 'told', pattern: new RegExp(`^(?:please )?${VERB} (.+)$`, 'i') },
  { how: 'told', pattern: new RegExp(`^(?:bitte )?(.+?) ${VERB_DE}[.!]?$`, 'i') },
]

/** "Delete everything", "remove all tasks": no block is named, so nothing ever goes. */
const SWEEPING =
  /^(?:please )?(?:[\p{L}-]+ )?(?:everything|anything|all|every|each|any|alles?|sämtliche|jede[rns]?|the (?:whole|entire) (?:basket|list|board)|this basket)\b/iu

/** What a statement asks to be removed; null where it does not. */
export function findRemoval(text: string): Removal | null {
  for (const { how, pattern } of RULES) {
    const object = pattern.exec(text)?.[1]?.replace(/[\s,;:]+$/, '')
    if (object !== undefined && /\p{L}/u.test(object) && object.length <= 300) return { object, how }
  }
  return null
}

/** Whether it would take away whatever is there, instead of something with a name. */
export function isSweeping(text: string): boolean {
  return SWEEPING.test(text)
}
