import { Names } from '../names.ts'
import { type Source, splitList, unquote } from '../source.ts'
import { introduces, titleFrom } from '../title.ts'
import { parentsByIndent } from '../indent.ts'

const UP =
  /^(.+?)\s+(?:(?:all\s+)?reports?\s+to|works?\s+for|berichtet an|berichten an|rapporte à|reporta a)\s+(.+?)\.?$/iu
const DOWN = /^(.+?)\s+(?:manages|leads|heads|supervises|oversees|leitet|dirige)\s*:?\s+(.+?)\.?$/iu
const ORG = /\borg(?:ani[sz]ation(?:al)?)?[ -]?chart\b|\borganigram|\bteam structure\b|\bhierarchy\b/iu

type Person = { id: string; name: string; job?: string; reports_to?: string }

/** "Ana (CTO) reports to Bo", "Bo manages Ana and Cy", or an indented list where an org chart is asked for. */
export function planOrgChart({ lines, text }: Source): unknown {
  const people = new People()
  // Sentences, too: "Ben reports to Ana. Cleo reports to Ben."
  const sentences = lines
    .flatMap((line) => line.text.split(/(?<=[^.\s]{2})[.;]\s+/u))
    .map((part) => part.replace(/^.*?\bchart\b[^:]*:\s*/iu, ''))
  let found = 0
  for (const sentence of sentences) found += readSentence(sentence, people)
  const title = titleFrom(lines[0] && introduces(lines[0].text) ? (lines[0].text.split(':')[0] ?? '') : undefined)
  if (found > 0) return { kind: 'org_chart', title, people: people.all() }
  if (!ORG.test(text)) return undefined
  const listed = lines.filter((line) => !introduces(line.text) || line.bullet)
  if (listed.length < 2) return undefined
  const parents = parentsByIndent(listed)
  const ids = listed.map((_, index) => `p${index + 1}`)
  const all = listed.map((line, index) => {
    const boss = parents[index]
    return { id: ids[index], ...personOf(line.text), ...(boss !== undefined && { reports_to: ids[boss] }) }
  })
  return { kind: 'org_chart', title, people: all }
}

class People {
  private readonly names = new Names('p')
  private readonly people = new Map<string, Person>()

  add(text: string): Person {
    const { name, job } = personOf(text)
    const id = this.names.idOf(name)
    const person = this.people.get(id) ?? { id, name }
    if (job) person.job ??= job
    this.people.set(id, person)
    return person
  }

  all = (): Person[] => [...this.people.values()]
}

function readSentence(sentence: string, people: People): number {
  const up = UP.exec(sentence)
  const down = up ? null : DOWN.exec(sentence)
  const [boss, reports] = up ? [up[2], up[1]] : [down?.[1], down?.[2]]
  if (boss === undefined || reports === undefined) return 0
  const lead = people.add(boss)
  for (const report of splitList(reports)) {
    const person = people.add(report.replace(/^(?:both|all)\s+/iu, ''))
    if (person.id !== lead.id) person.reports_to ??= lead.id
  }
  return 1
}

/** "Ana Lopez (CTO)", "CTO: Ana Lopez", "Ana Lopez, CTO", "Ana Lopez – CTO". */
function personOf(text: string): { name: string; job?: string } {
  const plain = unquote(text)
  const brackets =
    /^(.+?)\s*\(([^)]+)\)$/u.exec(plain) ?? /^(.+?)\s+[–—-]\s+(.+)$/u.exec(plain) ?? /^(.+?),\s*(.+)$/u.exec(plain)
  if (brackets) return { name: brackets[1] ?? plain, ...(brackets[2] && { job: brackets[2] }) }
  const before = /^([^:]{2,40}):\s*(.+)$/u.exec(plain)
  return before ? { name: before[2] ?? plain, ...(before[1] && { job: before[1] }) } : { name: plain }
}
