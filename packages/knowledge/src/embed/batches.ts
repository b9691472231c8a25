/** Texts of one request; `start` is the place of the first among all. */
export type Batch = { start: number; texts: string[] }

/** What OpenAI-compatible servers take without complaint; OpenAI's own limit is 2,048. */
const MAX_TEXTS = 96
/** OpenAI takes 300,000 tokens a request; in the worst scripts a UTF-16 unit is two or three. */
const MAX_CHARS = 100_000

/** In order; a text beyond the budget goes alone, and the server says whether it can take it. */
export function splitIntoBatches(texts: readonly string[]): Batch[] {
  const batches: Batch[] = []
  let chars = 0
  for (const [index, text] of texts.entries()) {
    const last = batches.at(-1)
    // Some servers refuse an empty text; a space says as much.
    const sent = text === '' ? ' ' : text
    if (last === undefined || last.texts.length >= MAX_TEXTS || chars + sent.length > MAX_CHARS) {
      batches.push({ start: index, texts: [sent] })
      chars = sent.length
    } else {
      last.texts.push(sent)
      chars += sent.length
    }
  }
  return batches
}
