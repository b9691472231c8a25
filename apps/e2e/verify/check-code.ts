import type { Language } from '@outlast/contract'
import { type Scene, expectCompleted, expectStatus } from './scene.ts'

/** Code runs, says something, and gives its last value. */
export async function checkCode({ api, follow }: Scene, language: Language, code: string): Promise<string> {
  const answer = await api.execute.run({ body: { language, code } })
  expectStatus(answer, 202, 'POST /execute/code')
  const { job_id } = answer.body as { job_id: string }
  const job = await follow(job_id)
  expectCompleted(job)
  const said = job.log.map(({ text }) => text).join('')
  if (!said.includes('hello')) throw new Error(`the program said ${JSON.stringify(said)} instead of hello`)
  const result = await api.jobs.result({ params: { job_id } })
  const { value } = (result.body as { result: { value: { repr: string } | null } }).result
  if (value?.repr !== '42') throw new Error(`the program's value is ${value?.repr} instead of 42`)
  return 'ran, was heard, and gave 42'
}

/** Code that never ends is ended. */
export async function checkCancel({ api, follow }: Scene): Promise<string> {
  const answer = await api.execute.run({ body: { language: 'javascript', code: 'for (;;) {}' } })
  expectStatus(answer, 202, 'POST /execute/code')
  const { job_id } = answer.body as { job_id: string }
  expectStatus(await api.jobs.cancel({ params: { job_id }, body: {} }), 202, 'POST /api/jobs/:job_id/cancel')
  const { status } = await follow(job_id)
  if (status !== 'cancelled') throw new Error(`the job ended as ${status} instead of cancelled`)
  return 'an endless program was ended'
}
