import { createHash, randomBytes } from 'node:crypto'

/** 256 bits: nobody guesses it, so its hash needs no salt and no slowness. */
const TOKEN_BYTES = 32

/** A token that was never there before. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** What is kept of a token. */
export function sha256(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** The same in hex, for texts of SQL. */
export function hashOf(token: string): string {
  return Buffer.from(sha256(token)).toString('hex')
}
