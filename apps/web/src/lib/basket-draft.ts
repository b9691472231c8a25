import { z } from 'zod'

/** What a person is about to drop into a basket, as this browser keeps it until it was accepted. */
export const BasketDraft = z.object({
  text: z.string(),
  intent: z.string(),
  /** Documents that are in the library already. */
  files: z.array(z.object({ file_id: z.string(), name: z.string(), size_bytes: z.number() })),
  /** The last attempt to have it analysed, of which nobody knows whether it arrived. One that is not understood costs nobody the notes. */
  attempt: z.object({ key: z.string(), request: z.string() }).nullable().catch(null),
})
export type BasketDraft = z.infer<typeof BasketDraft>

export const NO_DRAFT: BasketDraft = { text: '', intent: '', files: [], attempt: null }

const keyOf = (basketId: string): string => `outlast.baskets.draft.${basketId}`

/** The draft of a basket; an empty one where there is none, or what is there is not ours. */
export function readBasketDraft(storage: Pick<Storage, 'getItem'>, basketId: string): BasketDraft {
  const text = storage.getItem(keyOf(basketId))
  if (text === null) return NO_DRAFT
  try {
    const parsed = BasketDraft.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : NO_DRAFT
  } catch {
    return NO_DRAFT // not JSON: damaged, and nothing can be made of it
  }
}

/** Keeps the draft of a basket, or forgets an empty one. False where the browser has no room for it. */
export function keepBasketDraft(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  basketId: string,
  draft: BasketDraft,
): boolean {
  const { text, intent, files } = draft
  try {
    if (text === '' && intent === '' && files.length === 0) storage.removeItem(keyOf(basketId))
    else storage.setItem(keyOf(basketId), JSON.stringify(draft))
    return true
  } catch {
    return false // the quota, some 5 MB: the page says so
  }
}
