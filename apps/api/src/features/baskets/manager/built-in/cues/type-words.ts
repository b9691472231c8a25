import type { BlockType } from '@outlast/contract'

/** Verbs with which people begin what is to be done. */
const VERBS =
  'add|adjust|agree|align|analy[sz]e|announce|apply|appoint|archive|arrange|ask|assign|attend|backup|benchmark|block|book|bring|build|buy|calibrate|call|cancel|change|chase|check|choose|clarify|clean|clear|close|collect|compare|compile|complete|confirm|contact|convert|copy|count|cover|create|cut|decide|define|delete|deliver|deploy|descale|design|discuss|dispose|document|draft|draw|drop|email|e-mail|enable|ensure|estimate|evaluate|explain|export|extend|file|fill|find|finish|fix|follow|forward|get|give|hang|hire|identify|implement|improve|include|inform|inspect|install|interview|investigate|invite|label|launch|list|look|make|measure|meet|merge|message|migrate|monitor|mount|move|negotiate|notify|open|order|organi[sz]e|pack|paint|pay|phone|photocopy|pick|plan|plant|post|prepare|present|print|prioriti[sz]e|propose|prototype|publish|purchase|put|raise|read|rebook|recruit|reduce|refactor|register|reinstall|release|remind|remove|rename|renegotiate|renew|rent|repair|replace|reply|report|request|research|reserve|restart|restock|return|review|revise|rewrite|rotate|run|scan|schedule|select|sell|send|set|setup|share|ship|sign|sketch|solve|sort|speak|split|start|stock|stop|store|submit|summari[sz]e|swap|switch|take|talk|tell|test|tidy|train|translate|try|turn|update|upgrade|upload|verify|visit|wash|waterproof|write'

const GERMAN_INFINITIVE =
  /^(?:[\p{L}\d-]+ ){1,6}(?:\p{L}+)?(?:bestellen|kaufen|anmelden|abmelden|schicken|senden|anrufen|fragen|klären|prüfen|buchen|schreiben|machen|holen|abholen|besorgen|planen|suchen|reparieren|streichen|schneiden|einladen|vereinbaren|beantragen|kündigen|zahlen|überweisen|testen|vorbereiten|organisieren|erstellen|aktualisieren|mieten|reservieren|drucken|bringen|mitbringen|räumen|reinigen|putzen|absagen|verschicken|einrichten|aufbauen|abbauen|messen|bauen)(?: bis .{1,40})?[.!]?$/u

type Rule = { type: BlockType; sure: boolean; pattern: RegExp }

/** The first one that fits decides. */
const RULES: readonly Rule[] = [
  { type: 'question', sure: true, pattern: /[?？]["'”’)]*$/ },
  {
    type: 'question',
    sure: true,
    pattern:
      /\b(?:(?:it is|it's|still) (?:unclear|open|unknown|undecided)(?: is)?|unclear (?:whether|if|who|what|how|when)|(?:need to|have to|must) (?:find out|clarify) (?:whether|if|who|what|how|when)|unklar,? (?:ob|wer|was|wie|wann)|(?:noch )?(?:offen|ungeklärt),? (?:ob|wer|was|wie|wann))\b/i,
  },
  {
    type: 'decision',
    sure: true,
    pattern:
      /\b(?:(?:we|they|i|team|board|everyone|group)(?:'ve| have| has)? (?:decided|agreed|chose|chosen|settled on|voted|resolved|picked|opted)|(?:was|were|is|been) (?:decided|agreed)|(?:let's|we(?:'ll| will)?) go (?:with|for)|we(?:'ll| will)? (?:stick|stay) with|we(?:'ll| will)? (?:stop|keep|adopt|switch to|standardi[sz]e on|skip)|(?:haben|hat|wurde) .{0,80}(?:beschlossen|entschieden|vereinbart)|wir (?:nehmen|verwenden|nutzen|bleiben bei|einigen uns))\b/i,
  },
  {
    type: 'goal',
    sure: true,
    pattern:
      /\b(?:(?:our|the|main|a|one) (?:goal|aim|objective|target|ambition)(?: \p{L}+){0,4} (?:is|are|remains|should be)|we (?:want to|aim (?:to|for)|would like to|hope to|strive)|target (?:is|of)|(?:unser|das) ziel (?:ist|bleibt)|wir (?:wollen|möchten)|soll(?:en)? (?:bis|im jahr) .{0,60} erreich)/iu,
  },
  {
    type: 'task',
    sure: true,
    pattern:
      /\b(?:(?:need|needs|have|has|ought) to\b(?! be (?:able|at least)\b)(?! know)|(?:must|has to|have to|needs to|need to|should|still to) be \p{L}+(?:ed|en|t|ne|de|ught)\b|please \p{L}+|(?:can|could|would) you \p{L}+|(?:i|we|he|she|they)(?:'ll| will) (?!be\b|not\b|have\b|never\b)\p{L}+|to be (?:done|checked|clarified|discussed|ordered|decided)|(?:muss|müssen|sollte|sollten) .{1,120}(?:werden|en)\b|bitte \p{L}+|zu (?:prüfen|klären|bestellen|erledigen))/iu,
  },
  {
    type: 'task',
    sure: true,
    pattern: new RegExp(
      `^(?:then |also |and |next,? |now )?(?:${VERBS})(?: (?!is\\b|are\\b|was\\b|were\\b|has\\b|have\\b|had\\b|will\\b|takes\\b|costs\\b)[^\\s]+)+`,
      'i',
    ),
  },
  { type: 'task', sure: true, pattern: GERMAN_INFINITIVE },
  {
    type: 'task',
    sure: false,
    pattern:
      /^(?:\p{Lu}\p{L}+(?: and \p{Lu}\p{L}+)?:? (?:will |to |should |must |prepares|writes|sends|asks|calls|orders|checks|books|buys|prints|organi[sz]es|collects|brings|updates|creates|drafts|reviews|fixes|arranges|contacts|finds|splits|schedules|invites|takes care|looks (?:into|after)|talks to|follows up|fragt|schreibt|schickt|bestellt|prüft|klärt|besorgt|kümmert|organisiert|ruft|bringt|kauft))\b/u,
  },
  {
    type: 'task',
    sure: false,
    pattern:
      /^(?:everybody|everyone|each of us|all of us|jeder|alle) (?:bring|send|read|prepare|write|bringt|schickt|liest)/i,
  },
  {
    type: 'insight',
    sure: true,
    pattern:
      /\b(?:we (?:learned|learnt|found(?: out)? that|noticed|realised|realized|observed)|i (?:learned|noticed|realised|realized)|turns out|surprisingly|interestingly|it seems(?: that)?|apparently|lesson|wir haben (?:gelernt|gemerkt|festgestellt)|es zeigt sich|offenbar|idea|we could)\b/i,
  },
  {
    type: 'insight',
    sure: false,
    pattern:
      /\b(?:people|users|customers|participants|visitors|readers|guests|clients|teams|most|nutzer|kunden|leute|besucher)\b.{0,60}\b(?:prefer|trust|want|expect|tend|often|rarely|never|usually|struggle|skip|avoid|like|ignore|misspell|helped|works better|better|lieber|oft|selten|bevorzugen|meist)\b/i,
  },
  {
    type: 'insight',
    sure: false,
    pattern:
      /\b(?:works? (?:better|best)|helped (?:most|a lot|us)|correlates?|the more .{1,60} the (?:more|less|better)|je mehr)\b/i,
  },
]

const FACTUAL =
  /\d|\b(?:is|are|was|were|has|have|had|costs?|takes?|runs?|pays?|uses?|contains?|leaves?|starts?|ends?|begins?|arrives?|closes?|opens?|lives?|works?|offers?|needs?|rises?|fell|rose|grew|belongs?|consists?|ist|sind|war|hat|haben|kostet|dauert|läuft|beträgt|gibt|gehört|findet|fasst|kommt|beginnt|endet)\b/i

/** What kind of block a sentence would be, and whether its words say so or it is a guess. */
export function typeOfWords(text: string): { type: BlockType; sure: boolean } {
  const rule = RULES.find(({ pattern }) => pattern.test(text))
  if (rule !== undefined) return { type: rule.type, sure: rule.sure }
  return { type: FACTUAL.test(text) || /[.!]$/.test(text) ? 'fact' : 'note', sure: false }
}

/** The verb that a task begins with, as it stands there; null where it begins with something else. */
export function firstVerb(text: string): string | null {
  return new RegExp(`^(?:${VERBS})\\b`, 'i').exec(text)?.[0].toLowerCase() ?? null
}
