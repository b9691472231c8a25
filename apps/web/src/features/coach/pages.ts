import type { Exchange, Message } from '@outlast/contract'

/** Pages of messages as the server hands them out: the newest page first, each oldest first. */
export interface MessagePage {
  items: Message[]
  next_cursor: string | null
}

/** All messages that are here, oldest first. A message that moved from one page to another is there once. */
export function messagesOf(pages: readonly MessagePage[]): Message[] {
  const known = new Set<string>()
  const fresh = pages.map(({ items }) => items.filter(({ message_id: id }) => !known.has(id) && known.add(id)))
  return fresh.reverse().flat()
}

/** Pages with a message as it is now. */
export function withMessage<P extends MessagePage>(pages: P[], message: Message): P[] {
  return pages.map((page) => ({
    ...page,
    items: page.items.map((item) => (item.message_id === message.message_id ? message : item)),
  }))
}

/** Pages with a question and its answer at their end; after an edit, in place of the question and all that follows it. */
export function withExchange<P extends MessagePage>(pages: P[], { question, answer }: Exchange, editOf?: string): P[] {
  const kept = editOf === undefined ? pages : upTo(pages, editOf)
  return appended(without(kept, [question.message_id, answer.message_id]), [question, answer])
}

/** Pages with an answer made anew in place of an earlier one and of all that follows it. */
export function withAnswerAnew<P extends MessagePage>(pages: P[], earlierId: string, answer: Message): P[] {
  return appended(without(upTo(pages, earlierId), [answer.message_id]), [answer])
}

/** What comes before a message. */
function upTo<P extends MessagePage>(pages: P[], messageId: string): P[] {
  const at = pages.findIndex(({ items }) => items.some(({ message_id: id }) => id === messageId))
  return pages.slice(Math.max(0, at)).map((page, index) => {
    const place = page.items.findIndex(({ message_id: id }) => id === messageId)
    return index === 0 && place !== -1 ? { ...page, items: page.items.slice(0, place) } : page
  })
}

function without<P extends MessagePage>(pages: P[], ids: readonly string[]): P[] {
  return pages.map((page) => ({ ...page, items: page.items.filter(({ message_id: id }) => !ids.includes(id)) }))
}

function appended<P extends MessagePage>(pages: P[], messages: Message[]): P[] {
  return pages.map((page, index) => (index === 0 ? { ...page, items: [...page.items, ...messages] } : page))
}
