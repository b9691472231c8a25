import { unquote } from './source.ts'

const POLITE = /^(?:please|can you|could you|i need|i want|i'd like|we need|give me|show me|bitte)\s+/iu
const VERB =
  /^(?:draw|create|make|show|sketch|design|build|generate|visuali[sz]e|diagram|map(?: out)?|plan|outline|brainstorm(?: ideas| about)?|explain|compare|zeichne|erstelle|mach|dessine|dessiner|crée|dibuja|crea)\s+(?:me\s+|us\s+|mir\s+)?/iu
const ARTICLE =
  /^(?:a|an|the|our|my|some|ein(?:e[nmrs]?)?|une?|el|la|le|los|las|un|una|this|simple|small|basic|quick)\s+/iu
const KIND =
  /^(?:flow\s?chart|flow\s?diagram|flow|diagram|process|mind\s?map|mindmap|time\s?line|org(?:ani[sz]ation(?:al)?)?\s?chart|organigramme|organigramm|sequence(?:\s+diagram)?|kanban(?:\s+board)?|board|comparison(?:\s+table)?|table|e-?r(?:\s+diagram)?|entity(?:[ -]relationship)?(?:\s+diagram)?|database\s+schema|schema|wireframe|mock-?up|concept\s?map|chart|picture|graph|flussdiagramm|zeitstrahl|diagramme|mapa mental|carte mentale|年表)\b\s*/iu
const LINK = /^(?:of|for|about|on|showing|that shows|with|from|comparing|to|von|für|über|de|du|del|sur|para)\s+/iu

/** What the drawing is about, from a line like "Draw a flowchart of our checkout:". Undefined where it says only the kind. */
export function titleFrom(line: string | undefined): string | undefined {
  if (line === undefined) return undefined
  let rest = unquote(line.replace(/[:：]\s*$/u, ''))
  for (const pattern of [POLITE, VERB, ARTICLE, ARTICLE, KIND, LINK, ARTICLE]) rest = rest.replace(pattern, '')
  rest = unquote(rest)
  if (rest === '' || rest.length > 80) return undefined
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** A line that introduces what follows: it asks for something, or ends in a colon. */
export function introduces(line: string): boolean {
  return /[:：]\s*$/u.test(line) || VERB.test(line.replace(POLITE, ''))
}
