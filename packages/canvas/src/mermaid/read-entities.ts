import { fromMermaid } from './text.ts'

const RELATION =
  /^("[^"]+"|[\p{L}\p{N}_-]+)\s+([|}][o|])(?:--|\.\.)([o|][|{])\s+("[^"]+"|[\p{L}\p{N}_-]+)\s*(?::\s*(.*))?$/u
const FIELD =
  /^([\p{L}\p{N}_()[\]-]+)\s+\*?([\p{L}\p{N}_()[\]-]+)(?:\s+((?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*))?(?:\s+"[^"]*")?$/u

/** `erDiagram`: entities with their attributes, relations with crow's feet. */
export function readEntities([, ...lines]: string[]): unknown {
  const entities = new Map<string, { id: string; label: string }>()
  const fields: { entity: string; name: string; type: string; key?: string }[] = []
  const relations: unknown[] = []
  const idOf = (name: string): string => {
    const label = fromMermaid(name)
    const known = entities.get(label) ?? { id: `t${entities.size + 1}`, label }
    entities.set(label, known)
    return known.id
  }
  let open: string | undefined
  for (const line of lines.map((text) => text.trim())) {
    const relation = RELATION.exec(line)
    const block = /^("[^"]+"|[\p{L}\p{N}_-]+)(?:\s*\["?([^\]"]+)"?\])?\s*(\{)?$/u.exec(line)
    const field = open === undefined ? null : FIELD.exec(line)
    if (line === '}') open = undefined
    else if (field && open !== undefined)
      fields.push({ entity: open, name: field[2] ?? '', type: field[1] ?? '', ...keyOf(field[3]) })
    else if (relation) {
      const [, from = '', left = '', right = '', to = '', label] = relation
      relations.push({
        from: idOf(from),
        to: idOf(to),
        ...(label && { label: fromMermaid(label) }),
        from_cardinality: left.includes('}') ? 'many' : 'one',
        to_cardinality: right.includes('{') ? 'many' : 'one',
      })
    } else if (block) {
      const id = idOf(block[1] ?? '')
      if (block[3]) open = id
    }
  }
  if (entities.size === 0) return undefined
  return { kind: 'entity_diagram', entities: [...entities.values()], fields, relations }
}

const keyOf = (marks: string | undefined): { key?: string } =>
  marks?.includes('PK') ? { key: 'primary' } : marks?.includes('FK') ? { key: 'foreign' } : {}
