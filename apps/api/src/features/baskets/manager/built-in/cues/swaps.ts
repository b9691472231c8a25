/** What a statement says is no longer so: "oak instead of granite", "on Thursday, not Tuesday", "from 24 to 12 months". */
export type Swap = {
  /** The statement without the words that name the old. */
  kept: string
  /** The old, in the words of the note. */
  replaced: string[]
}

const OLD = String.raw`([^,.;:!?()]{1,60}?)`
const STOP = String.raw`(?=\s*(?:[,.;!?)]|$|\b(?:because|since|as|after|for|and|but|weil|da|und|aber)\b))`

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    String.raw`,? ?\(?\b(?:instead of|rather than|in place of|as opposed to|anstatt|anstelle von|anstelle|statt) (?:the |a |an |der |des |dem |den )?${OLD}\)?${STOP}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?:,| –| -| \() ?(?:and |but |und )?(?:not|no longer|nicht(?: mehr)?|kein(?:e|en)?) (?!only\b|just\b|even\b|nur\b|because\b|all\b|sure\b|yet\b|discontinued\b)(?:the |on |at |in |am |um |im )?${OLD}\)?(?: any ?more| any longer)?${STOP}`,
    'giu',
  ),
  new RegExp(String.raw`\b(?:nicht|not) (?:mehr )?(?:the |aus |am |im |in |on |at )?${OLD},? (?=sondern|but)`, 'giu'),
  new RegExp(
    String.raw`\(?\b(?:previously|formerly|before that|was before|used to be|vorher|bisher|zuvor|ehemals) ${OLD}\)?${STOP}`,
    'giu',
  ),
  new RegExp(String.raw`\b(?:replaces|replacing|ersetzt) (?:the |our )?${OLD}${STOP}`, 'giu'),
  new RegExp(
    String.raw`,? ?(?:\band )?\b(\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+)?) (?:has |have )?(?:left|quit|resigned|moved on|stepped down|ist nicht mehr dabei|hat gekündigt)(?: the (?:team|company|project))?`,
    'gu',
  ),
]

/** "reduced from 24 months to 12": what stands behind "to" is what is kept. */
const FROM_TO = /\b(?:from|von|vom) ([^,.;:!?()]{1,40}?) (?=(?:to|down to|up to|auf|zu|nach) )/giu
const RANGE_AFTER = /^(?:from|von|vom) [^,.;:!?()]{1,40}? (?:to|auf|zu|nach) /iu
const MOVES =
  /\b(?:mov|chang|reduc|increas|rais|lower|cut|drop|grow|grew|rose|rise|went|goes|go|fell|fall|postpon|shift|extend|shorten|switch|migrat|verschoben|verschieb|geänder|erhöh|gesenk|wechsel|steig|sink|von .{1,20} auf)/i

export function findSwap(text: string): Swap {
  const replaced: string[] = []
  let kept = text
  for (const pattern of PATTERNS) {
    kept = kept.replace(pattern, (whole: string, old: string) => {
      if (!/[\p{L}\p{N}]/u.test(old)) return whole
      replaced.push(old.trim())
      return ''
    })
  }
  if (MOVES.test(text)) {
    kept = kept.replace(FROM_TO, (whole: string, old: string, at: number) => {
      if (!RANGE_AFTER.test(kept.slice(at, at + 120)) || !/[\p{L}\p{N}]/u.test(old) || isStart(old)) return whole
      replaced.push(old.trim())
      return ''
    })
  }
  return {
    kept: kept
      .replace(/\bsondern\b ?/i, '')
      .replace(/\s+([,.;!?])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
    replaced,
  }
}

/** "from June on", "from now on": when it begins, and nothing old. */
function isStart(old: string): boolean {
  return /^(?:now|then|here|jetzt|da)\b/i.test(old) || /\bon$/i.test(old)
}

const CHANGE =
  /\b(?:now|moves?|moved|postponed|delayed|brought forward|rescheduled|changed?|changes|goes (?:up|down)|went (?:up|down)|up to|down to|(?:is|are) (?:up|down)|raised|rises|reduced|lowered|increased|extended|shortened|from now on|since (?:the|last|yesterday|this)|after all|takes? over|took over|replaced by|no longer|any ?more|instead|meanwhile|new(?:ly)?|from \p{Lu}\p{L}+(?: on)?$|from (?:january|february|march|april|may|june|july|august|september|october|november|december)|works again|back (?:up|to)|switch(?:ed|es)?|jetzt|nun|verschiebt|verschoben|verlegt|geändert|ab sofort|künftig|inzwischen|doch|stattdessen|nicht mehr|neu(?:er|e|es)?|erhöht|gesenkt|verlängert|wechselt|correction|update|actually|korrektur)\b/iu

/** Whether a statement says that something is not as it was. */
export function saysChange(text: string): boolean {
  return CHANGE.test(text)
}

const NEGATION =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|can't|won't|don't|doesn't|isn't|aren't|wasn't|weren't|didn't|hasn't|haven't|shouldn't|mustn't|kein(?:e|en|er|em|es)?|nicht|nie|niemand|nichts|ohne)\b/giu
const NO_NEGATION =
  /\b(?:not only|no later than|no more than|not least|no problem|no doubt|no\. ?\d|nicht nur|why not|if not|no need)\b/giu

/** Whether it says that something is not so. Two negations in one sentence say nothing. */
export function isNegated(text: string): boolean {
  const found = text.replace(NO_NEGATION, ' ').replaceAll('’', "'").match(NEGATION) ?? []
  return found.length % 2 === 1
}
