import { isUtf8 } from 'node:buffer'

/**
 * The text of a file without a signature, without its byte order mark; null when the bytes are no text. In this order: what a mark
 * says; UTF-16 without one; valid UTF-8; the charset that an HTML file declares; UTF-8 with damage, or windows-1252, whichever
 * explains more of the bytes beyond ASCII.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): string | null {
  const wide = findUtf16(bytes)
  if (wide !== null) return keepIfText(new TextDecoder(wide).decode(bytes), 0.05)
  if (isUtf8(bytes)) return keepIfText(new TextDecoder().decode(bytes), 0.05)
  const named = declared === null ? null : findDecoder(declared)
  return keepIfText(named === null ? decodeDamaged(bytes) : named.decode(bytes), 0.01)
}

/** The charset that an HTML file names in its first KiB, as the HTML standard has it. */
export function findDeclaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1_024))
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w:-]{1,40})/i.exec(head)?.[1] ?? null
}

function findUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Latin text in UTF-16: nearly every second byte is zero, and nearly none of the others.
  const nul = [0, 0]
  const sample = bytes.subarray(0, 2_048)
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) nul[at % 2] = (nul[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nul.map((count) => count / (sample.length / 2))
  if (sample.length < 8) return null
  if (odd > 0.7 && even < 0.05) return 'utf-16le'
  return even > 0.7 && odd < 0.05 ? 'utf-16be' : null
}

function findDecoder(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label)
  } catch (error) {
    // RangeError: a charset that nobody knows, so the bytes decide.
    if (error instanceof RangeError) return null
    throw error
  }
}

function decodeDamaged(bytes: Uint8Array): string {
  const utf8 = new TextDecoder().decode(bytes)
  let replaced = 0
  // Lone surrogates in three bytes, as some programs write them: UTF-8 in all but the standard, and no windows-1252.
  const surrogates = Buffer.from(bytes)
    .toString('latin1')
    .match(/\xed[\xa0-\xbf][\x80-\xbf]/g)
  let beyondAscii = 4 * (surrogates?.length ?? 0)
  for (let at = 0; at < utf8.length; at += 1) {
    const code = utf8.charCodeAt(at)
    if (code === 0xfffd) replaced += 1
    else if (code > 0x7f) beyondAscii += 1
  }
  return beyondAscii > replaced ? utf8 : new TextDecoder('windows-1252').decode(bytes)
}

/** Text has next to no control characters; two are let pass in any, because a short text may hold a NUL. */
function keepIfText(text: string, share: number): string | null {
  const allowed = Math.max(2, text.length * share)
  let controls = 0
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) controls += 1
  return controls > allowed ? null : text
}

/** C0 without tab, line feeds, form feed and escape (terminals' colours), DEL, and C1. */
function isControl(code: number): boolean {
  return (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b) || (code >= 0x7f && code <= 0x9f)
}
