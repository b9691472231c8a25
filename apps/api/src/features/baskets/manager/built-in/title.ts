import { shortenLine } from '../../../../model/shorten-line.ts'

const MAX_TITLE_CHARS = 80

const LEAD_INS: readonly RegExp[] = [
  /^(?:and|but|so|then|also|well|ok(?:ay)?|please|bitte|und|aber|also)\b[\s,]+/i,
  /^(?:we|they|the team|everyone|it was|es wurde)(?:'ve| have| has)? (?:decided|agreed|resolved|beschlossen)(?: to| that| on)? /i,
  /^(?:it turns out|it seems|we (?:learned|noticed|found out|realised|realized)|i think|apparently|surprisingly|interestingly)(?: that)?,? /i,
  /^(?:we|i) (?:still )?(?:need|have) to /i,
]
const CLAUSE =
  /[;(]|\s[–—-]\s|,? (?:because|since|so that|although|weil|damit|obwohl|da die|da der|da das)\b|, (?:and|but|which|who|und|aber|die|der|das)\b/i

/** A title from the words of a statement: short, without the polite beginning and the reason at the end. */
export function titleOf(text: string): string {
  let bare = text.replace(/\s+/g, ' ').trim()
  for (const leadIn of LEAD_INS) {
    const rest = bare.replace(leadIn, '')
    if (/\p{L}{2}/u.test(rest)) bare = rest
  }
  const clause = bare.length > MAX_TITLE_CHARS ? (bare.split(CLAUSE)[0] ?? bare) : bare
  const title = shortenLine(/\p{L}{2}/u.test(clause) && clause.length > 12 ? clause : bare, MAX_TITLE_CHARS)
  const trimmed = title.replace(/[\s.,;:!–—-]+$/, '')
  return capitalize(trimmed === '' ? title : trimmed)
}

export function capitalize(text: string): string {
  const [first = ''] = text
  // "iOS" and "npm install" stay what they are.
  return /^\p{Ll}+\p{Lu}/u.test(text) ? text : first.toUpperCase() + text.slice(first.length)
}
