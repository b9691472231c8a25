import type { Block } from '@outlast/contract'
import type { AnalysisRequest } from '../types.ts'
import type { Finding } from './finding.ts'

/** Text that comes from people or documents. Its end is where we say, not where it says. */
export function fence(tag: string, attributes: Record<string, string>, text: string): string {
  const named = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replace(/["<>\n]/g, ' ')}"`)
  return `<${tag}${named.join('')}>\n${withoutTags(text)}\n</${tag}>`
}

/** No text ends a fence or begins one. */
function withoutTags(text: string): string {
  return text.replace(/<(?=\s*\/?\s*(?:source|block|finding|wish|context)s?\b)/gi, '‹')
}

export function fenceBlock(alias: string, { type, state, title, body }: Block): string {
  return fence('block', { name: alias, type, state }, body === '' ? title : `${title}\n${body}`)
}

export function fenceFinding({ says, quote, type }: Finding, number: number): string {
  const text = says === quote ? says : `${says}\nQuote: ${quote}`
  return fence('finding', { number: String(number), type }, text)
}

/** What the person wants, and what programs say about it. */
export function fenceWish({ intent, agent_hints, user_context }: AnalysisRequest): string {
  const parts = [
    intent === undefined || intent.trim() === '' ? '' : fence('wish', {}, intent),
    agent_hints === undefined ? '' : fence('context', { about: 'the work' }, JSON.stringify(agent_hints)),
    user_context === undefined ? '' : fence('context', { about: 'the person' }, JSON.stringify(user_context)),
  ]
  const wish = parts.filter((part) => part !== '').join('\n')
  return wish === '' ? '' : `What the person asks for. It narrows what you do and never widens it:\n${wish}\n\n`
}
