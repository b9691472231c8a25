const DONE = 'done|finished|completed|complete|ready|closed|resolved|settled|taken care of|sorted|wrapped up|ticked off'
const NOT_DONE =
  /\b(?:not|n't|never|nearly|almost|half|to be|get|gets|until|once|when|if|before|needs? to be|has to be|nicht|noch nicht|fast)\b[^.,;]{0,20}\b(?:done|finished|completed|ready|closed|erledigt|fertig|abgeschlossen)\b/i

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `(?:^|[,;:–—-] ?|\\b(?:is|are|was|were|has been|have been|'s|that's|all|it's|already) )(?:now |all |already |also |finally )?(?:${DONE})(?:[.!,;)✓\\s]*$|[,;.!] )`,
    'i',
  ),
  /(?:^|[,;:–—-] ?|\b(?:ist|sind|wurde|wurden|schon|bereits|haben wir) )(?:schon |bereits |jetzt )?(?:erledigt|fertig|abgeschlossen|gemacht|geschafft)(?:[.!,;)✓\s]*$|[,;.!] )/i,
  /✓[.!\s]*$|^✓/,
  /\btask (?:is )?(?:done|completed|finished|complete)\b/i,
]

/** Whether a statement says that something is done. */
export function saysDone(text: string): boolean {
  return !NOT_DONE.test(text) && PATTERNS.some((pattern) => pattern.test(text))
}

/** The words without those that only say that it is done. */
export function withoutDone(text: string): string {
  return text
    .replace(
      new RegExp(
        `(?:,? (?:so |and )?(?:that's|that is|it's|it is|this is|the task is|task is|is|are|was|were|task))?[,:–—-]? ?(?:now |all |already )?(?:${DONE}|erledigt|fertig|abgeschlossen)[.!✓\\s]*$`,
        'i',
      ),
      '',
    )
    .replace(/\s*✓\s*/g, ' ')
    .trim()
}
