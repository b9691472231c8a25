import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('of an error the log says what it was and where, and nothing that hangs on it', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const cause = Object.assign(new Error('the connection broke'), { code: '57P01', client: { query: 'a text of mine' } })
  log.error({ event: 'engine_error', err: new Error('It did not work.', { cause }) })
  const [line = ''] = lines
  expect(JSON.parse(line)).toMatchObject({
    event: 'engine_error',
    err: { type: 'Error', message: 'It did not work.', cause: { message: 'the connection broke', code: '57P01' } },
  })
  expect(line).toContain('log.test.ts')
  expect(line).not.toContain('a text of mine')
})

test('of a call that Prisma does not understand the log says what is wrong, and quotes none of it', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const message =
    'Invalid invocation:\n\n{ data: { name: "a text of mine" } }\n\nArgument `name`: Invalid value provided.'
  log.error({ err: Object.assign(new Error(message), { name: 'PrismaClientValidationError' }) })
  const [line = ''] = lines
  expect(JSON.parse(line)).toMatchObject({ err: { message: 'Argument `name`: Invalid value provided.' } })
  expect(line).toContain('log.test.ts')
  expect(line).not.toContain('a text of mine')
})
