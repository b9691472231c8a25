import { ColumnsBuilder, type TokenColumns } from './columns.ts'
import { KIND, type TokenizerOptions } from './tokenizer.ts'

/**
 * `byte`: the bytes of UTF-8, ids are their values. The first byte of a character has its text and offsets; those that
 * continue it are empty and stand behind it. `text` has no lone surrogates.
 */
export function cutBytes(text: string, options: TokenizerOptions): TokenColumns {
  const bytes = new TextEncoder().encode(text)
  const columns = new ColumnsBuilder(bytes.length)
  let start = 0
  let end = 0
  for (let i = 0; i < bytes.length; i += 1) {
    start = end
    end += unitsOfByte(bytes[i] ?? 0)
    columns.push(start, end, KIND.byte)
  }
  return columns.finish(text, options, Uint32Array.from(bytes))
}

/** UTF-16 units of the character that begins with this byte of UTF-8; 0 if it continues one. */
export function unitsOfByte(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0
  return byte >= 0xf0 ? 2 : 1
}
