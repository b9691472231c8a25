import { Names } from '../names.ts'
import { type Source, splitList, unquote } from '../source.ts'
import { titleFrom } from '../title.ts'

const ASKED =
  /\b(?:e-?r[ -]?diagram|erd|entity|entities|data ?model|data ?base (?:schema|model)|schema|datenmodell|modèle de données|tables? for)\b/iu
const RELATION =
  /^(?:(?:each|every|an?|one)\s+)?([\p{L}\w ]{1,40}?)\s+(?:(has|have|owns?|contains?|places?|writes?|hat)\s+(?:(many|several|multiple|one|an?|viele)\s+)?|(belongs? to|is part of|references?|gehört zu)\s+(?:(?:one|an?)\s+)?)([\p{L}\w ]{1,40}?)\.?$/iu
const FIELDS = /^([\p{L}\w ]{1,40}?)\s*(?:[:：]\s*(.+)|\((.+)\))\.?$/u

type Draft = {
  names: Names
  entities: { id: string; label: string }[]
  fields: { entity: string; name: string; type?: string; key?: 'primary' | 'foreign' }[]
  relations: { from: string; to: string; label?: string; from_cardinality: string; to_cardinality: string }[]
}

/** `User: id, name, email` or `User(id pk, name text)` for the fields, "User has many Order" for the relations. */
export function planEntities({ lines, text }: Source): unknown {
  const asked = ASKED.test(text)
  const draft: Draft = { names: new Names('t'), entities: [], fields: [], relations: [] }
  const parts =
    lines.length > 2
      ? lines.map((line) => line.text)
      : lines.flatMap((line) => line.text.split(/(?<=[^.\s]{2})[.;]\s+/u))
  for (const part of parts) {
    const body = ASKED.test(part) ? part.replace(/^[^:(]*:\s*/u, '') : part
    const relation = RELATION.exec(body)
    const fields = relation ? null : FIELDS.exec(body)
    if (relation) readRelation(relation, draft)
    else if (fields && (asked || fields[3] !== undefined) && !ASKED.test(fields[1] ?? '')) readFields(fields, draft)
  }
  const enough = asked ? draft.entities.length > 0 : draft.fields.length > 1 && draft.relations.length > 0
  if (!enough) return undefined
  const title = ASKED.test(lines[0]?.text ?? '') ? titleFrom(lines[0]?.text.split(':')[0]) : undefined
  return { kind: 'entity_diagram', title, entities: draft.entities, fields: draft.fields, relations: draft.relations }
}

function entity(name: string, draft: Draft): string {
  const label = singular(unquote(name))
  const known = draft.names.has(label)
  const id = draft.names.idOf(label)
  if (!known) draft.entities.push({ id, label: label.charAt(0).toUpperCase() + label.slice(1) })
  return id
}

/** "has many orders" means the entity Order. */
const singular = (name: string): string =>
  /ies$/iu.test(name)
    ? name.replace(/ies$/iu, 'y')
    : /(?:ss|us|is)$/iu.test(name)
      ? name
      : name.replace(/(?<=\p{L}{2})s$/iu, '')

function readFields([, name = '', afterColon, inBrackets]: RegExpExecArray, draft: Draft): void {
  const id = entity(name, draft)
  for (const part of splitList(afterColon ?? inBrackets ?? '')) draft.fields.push({ entity: id, ...fieldOf(part) })
}

function fieldOf(part: string): Omit<Draft['fields'][number], 'entity'> {
  const primary = /\b(?:pk|primary(?: key)?)\b/iu.test(part)
  const foreign = /\b(?:fk|foreign(?: key)?)\b/iu.test(part)
  const plain = unquote(part.replace(/[([]?\b(?:pk|fk|primary(?: key)?|foreign(?: key)?)\b[)\]]?/giu, ''))
  const typed =
    /^(\S+?)\s*:\s*(\S+)$/u.exec(plain) ??
    /^(\w+)\s+(uuid|int(?:eger)?|bigint|serial|text|string|varchar(?:\(\d+\))?|bool(?:ean)?|date|time(?:stamp)?|timestamptz|json|jsonb|decimal|float|number|money)$/iu.exec(
      plain,
    )
  const name = typed?.[1] ?? plain
  const key = primary || /^id$/iu.test(name) ? 'primary' : foreign || /_id$/iu.test(name) ? 'foreign' : undefined
  return { name, ...(typed?.[2] && { type: typed[2] }), ...(key && { key }) }
}

function readRelation([, from = '', verb, count, belongs, to = '']: RegExpExecArray, draft: Draft): void {
  const [a, b] = [entity(from, draft), entity(to, draft)]
  const many = count !== undefined && /many|several|multiple|viele/iu.test(count)
  const plural = verb !== undefined && /s$/iu.test(to.trim()) && !/ss$/iu.test(to.trim())
  draft.relations.push({
    from: a,
    to: b,
    ...((verb ?? belongs) && { label: (belongs ?? verb ?? '').toLowerCase() }),
    from_cardinality: belongs ? 'many' : 'one',
    to_cardinality: belongs ? 'one' : many || (plural && count === undefined) ? 'many' : 'one',
  })
}
