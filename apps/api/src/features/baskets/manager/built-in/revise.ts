import type { BlockContent } from '@outlast/contract'
import { MAX_BLOCK_BODY_CHARS, MAX_BLOCK_TITLE_CHARS } from '@outlast/contract'
import { headOf } from '../../../../model/clean-text.ts'
import type { Clash } from './compare/clashes.ts'
import type { Comparison } from './compare/compare.ts'
import { cover } from './compare/match-terms.ts'
import { type StatementFeatures, featuresOf } from './compare/features.ts'
import { findValues } from './compare/values.ts'
import { capitalize, titleOf } from './title.ts'

/** What a statement says in a block of its own. */
export function contentOfStatement(text: string, type: BlockContent['type'], section: string | null): BlockContent {
  const words = text.split(/\s+/).length
  const named = section !== null && words <= 4 && !text.toLowerCase().includes(section.toLowerCase())
  const title = titleOf(named ? `${section}: ${text}` : text)
  const body = capitalize(text).replace(/[\s.]+$/, '') === title.replace(/…$/, '') ? '' : text
  return { type, title, body: fitting(body), state: 'accepted' }
}

/** The block with what the statement says against it: only the values where that is all, otherwise its sentence. */
export function contradicted(
  content: BlockContent,
  statement: StatementFeatures,
  comparison: Comparison,
): BlockContent {
  const { clashes, sentence, covers, against } = comparison
  const addsWords = cover(statement.terms, [featuresOf(`${content.title} ${content.body}`).terms]).share < 0.6
  const bySubstitution = against === 'value' && !(covers && addsWords)
  const title = newTitle(content, statement, comparison)
  if (sentence === null)
    return { ...content, title, body: withSentence(content.body, bySubstitution ? '' : statement.text, title) }
  const old = content.body.slice(sentence.start, sentence.end)
  const now = bySubstitution ? substitute(old, clashes) : likeSentence(statement.text, old)
  const more = bySubstitution && addsWords ? ` ${likeSentence(statement.text, old)}` : ''
  const body = content.body.slice(0, sentence.start) + now + more + content.body.slice(sentence.end)
  return { ...content, title, body: fitting(body) }
}

function newTitle(
  content: BlockContent,
  statement: StatementFeatures,
  { clashes, sentence, against }: Comparison,
): string {
  const substituted = substitute(content.title, clashes)
  if (substituted !== content.title) return headOf(substituted, MAX_BLOCK_TITLE_CHARS)
  const title = featuresOf(content.title)
  const named = cover(title.terms, [statement.terms, statement.context]).share
  const saysOld = statement.replaced.some(({ terms }) => cover(title.terms, [terms]).matched > 0.5)
  // A name that the statement has another one for.
  const namesOld =
    against === 'replaced' &&
    [...title.names].some((name) => !statement.terms.has(name) && !statement.context.has(name))
  const isDenied = against === 'negation' && title.negated !== statement.negated && named >= 0.5
  return saysOld || namesOld || isDenied || (sentence === null && against !== 'value')
    ? titleOf(statement.text)
    : content.title
}

/** The block with the sentence in its newer words. */
export function reworded(content: BlockContent, text: string, { sentence, clashes }: Comparison): BlockContent {
  const title = headOf(substitute(content.title, clashes), MAX_BLOCK_TITLE_CHARS)
  if (sentence === null) return { ...content, title, body: withSentence(content.body, text, title) }
  const old = content.body.slice(sentence.start, sentence.end)
  const body = content.body.slice(0, sentence.start) + likeSentence(text, old) + content.body.slice(sentence.end)
  return { ...content, title, body: fitting(body) }
}

/** The block with one more sentence. */
export function extended(content: BlockContent, text: string): BlockContent {
  return { ...content, body: withSentence(content.body, text, content.title) }
}

function withSentence(body: string, text: string, title: string): string {
  if (text === '' || (body === '' && titleOf(text) === title)) return body
  if (body === '') return fitting(text)
  const joint = /[.!?…:]["'”’)]*$/.test(body) ? ' ' : '\n'
  return fitting(`${body}${joint}${capitalize(text)}`)
}

/** The text with the new values in place of the old ones. */
export function substitute(text: string, clashes: readonly Clash[]): string {
  let result = text
  const values = findValues(text).reverse()
  for (const value of values) {
    const clash = clashes.find(
      ({ old }) => old.key === value.key && (old.kind === value.kind || /number|label/.test(old.kind + value.kind)),
    )
    if (clash === undefined) continue
    const about = clash.refines
      ? /(?:\b(?:about|around|some|roughly|approximately|ca\.?|circa|etwa|rund) ?|~)$/i
      : /(?!)/
    result = result.slice(0, value.start).replace(about, '') + clash.now.text + result.slice(value.end)
  }
  return result
}

/** Written as the sentence whose place it takes: with a capital and a full stop where that has them. */
function likeSentence(text: string, old: string): string {
  const begun = /^\p{Lu}/u.test(old) ? capitalize(text) : text
  return /[.!?]$/.test(old) && !/[.!?…]["'”’)]*$/.test(begun) ? `${begun}.` : begun
}

function fitting(body: string): string {
  return headOf(body, MAX_BLOCK_BODY_CHARS)
}
