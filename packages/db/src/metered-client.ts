import { Client } from 'pg'

/** A statement that was answered: how long it took, in seconds, and whether it succeeded. */
export type Statement = { seconds: number; ok: boolean }

/** pg's client, which tells of every statement that it was given, whoever is above it (Prisma, too). Texts and values are not told. */
export function meteredClient(onStatement: (statement: Statement) => void): typeof Client {
  return class MeteredClient extends Client {
    override query(...given: unknown[]) {
      const startedAt = performance.now()
      const tell = (ok: boolean): void => onStatement({ seconds: (performance.now() - startedAt) / 1000, ok })
      const callback = given.at(-1)
      if (typeof callback === 'function') {
        const heard = (error: unknown, result: unknown): void => {
          tell(!error)
          callback(error, result)
        }
        return Reflect.apply(super.query, this, [...given.slice(0, -1), heard])
      }
      const answer = Reflect.apply(super.query, this, given)
      if (answer instanceof Promise) {
        answer.then(
          () => tell(true),
          () => tell(false),
        )
      }
      return answer
    }
  }
}
