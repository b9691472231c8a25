import { type Source, splitOutside, unquote } from '../source.ts'
import { introduces, titleFrom } from '../title.ts'

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mär|mai|okt|dez)[a-zä]*\\.?'
const DATE = [
  '\\d{4}-\\d{2}(?:-\\d{2})?',
  `\\d{1,2}\\.?\\s+${MONTH}(?:\\s+\\d{4})?`,
  `${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?(?!\\d)`,
  `${MONTH}\\s+\\d{4}`,
  `${MONTH}(?=\\s*[:–—-])`,
  '\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?',
  "q[1-4](?:\\s*[/’']?\\s*\\d{2,4})?",
  '(?:week|day|month|year|sprint|phase|woche|tag|semaine|jour)\\s+\\d{1,3}',
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
  '\\d{1,2}:\\d{2}(?:\\s*[ap]m)?',
  '(?:c\\.\\s*)?\\d{3,4}(?:s|\\s*(?:bc|ad|bce|ce))?(?:\\s*[–-]\\s*\\d{2,4})?(?:年(?:\\d{1,2}月)?)?',
].join('|')
const DATED = new RegExp(
  `^((?:in |on |by |at )?(?:${DATE}))\\s*(?:[:：|,–—-]|→|->)?\\s+?(?=\\S)(.+)$|^((?:${DATE}))\\s*[:：–—-]\\s*(.+)$`,
  'iu',
)

/** At least two lines, or parts of one, that begin with a date, a quarter, a week, a weekday or a time of day. */
export function planTimeline({ lines, text }: Source): unknown {
  const wanted =
    /\b(?:time\s?line|roadmap|history|schedule|agenda|zeitstrahl|zeitplan|chronolog|frise|cronolog)|年表|时间线/iu.test(
      text,
    )
  const parts = lines.flatMap((line) => [line.raw.replace(/^[-*•]\s+/u, '')])
  const events = parts.flatMap(eventOf)
  if (events.length >= 2 && (wanted || events.length >= lines.length - 1)) {
    const intro = lines.find((line) => eventOf(line.raw.replace(/^[-*•]\s+/u, '')).length === 0)
    return timeline(events, intro?.text)
  }
  if (!wanted) return undefined
  const colon = /^([^:：]*?)[:：]\s*(.+)$/su.exec(text)
  const inline = splitOutside(colon?.[2] ?? text, /^\s*(?:[,;、，；]\s*|\.\s+)/u).flatMap(eventOf)
  return inline.length >= 2 ? timeline(inline, colon?.[1]) : undefined
}

function eventOf(line: string): { when: string; label: string }[] {
  const match = DATED.exec(line.trim())
  const [when, label] = [match?.[1] ?? match?.[3], match?.[2] ?? match?.[4]]
  if (when === undefined || label === undefined) return []
  return [{ when: unquote(when.replace(/^(?:in|on|by|at)\s+/iu, '')), label: unquote(label) }]
}

const timeline = (events: { when: string; label: string }[], intro: string | undefined): unknown => ({
  kind: 'timeline',
  title: intro !== undefined && introduces(`${intro}:`) ? titleFrom(intro) : undefined,
  events: events.map((event, index) => ({ id: `e${index + 1}`, ...event })),
})
