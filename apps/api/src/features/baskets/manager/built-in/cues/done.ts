import { anyOf } from './any-of.ts'

const DONE = anyOf(`
  done, finished, completed, complete, ready, closed, resolved, settled, taken care of, sorted, wrapped up, ticked off, reached,
  achieved, accomplished
`)
const DONE_DE = anyOf('erledigt, fertig, abgeschlossen, gemacht, geschafft, erreicht')
/** A word behind which it is said of something, and what may stand between. */
const IS = anyOf(
  `is, are, was, were, has been, have been, 's, that's, all, it's, already, ist, sind, wurde, schon, bereits, haben wir`,
)
const BETWEEN = anyOf('now, all, already, also, finally, schon, bereits, jetzt')
const END = '(?:[.!,;)✓\\s]*$|[,;.!] | and | und )'
const NOT_YET = anyOf(`
  not, n't, never, nearly, almost, half, to be, get, gets, until, once, when, if, before, needs? to be, has to be, nicht, fast, bis
`)

const SAYS_DONE: readonly RegExp[] = [
  new RegExp(`(?:^|[,;:(–—-] ?|\\b${IS} )(?:${BETWEEN} )?(?:${DONE}|${DONE_DE})${END}`, 'iu'),
  /✓[.!\s]*$|^✓/,
  /\btask (?:is )?(?:done|completed|finished|complete)\b/i,
]
const NOT_DONE = new RegExp(`\\b${NOT_YET}\\b[^.,;]{0,20}\\b(?:${DONE}|${DONE_DE})\\b`, 'iu')

/** Whether a statement says that something is done. */
export function saysDone(text: string): boolean {
  return !NOT_DONE.test(text) && SAYS_DONE.some((pattern) => pattern.test(text))
}

const ONLY_DONE = new RegExp(
  `(?:,? (?:so |and )?${anyOf(`that's, that is, it's, it is, this is, the task is, task is, is, are, was, were, task, ist, sind`)})?[,:–—-]? ?(?:${BETWEEN} )?(?:${DONE}|${DONE_DE})[.!✓\\s]*$`,
  'iu',
)

/** The words without those at the end that only say that it is done. */
export function withoutDone(text: string): string {
  return text
    .replace(ONLY_DONE, '')
    .replace(/\s*✓\s*/g, ' ')
    .trim()
}
