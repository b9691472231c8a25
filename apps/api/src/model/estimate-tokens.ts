/**
 * About how many tokens a text has for a model: one for every four bytes of UTF-8. Measured against o200k: within 5 % for
 * English, code and Chinese, 20 % high for German, 70 % high for Russian. An exact count would cost a thread and milliseconds
 * before the first token, and be wrong for other models all the same.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4)
}
