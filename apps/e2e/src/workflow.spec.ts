import { workflowExample } from '../../web/src/features/execute/examples/workflow.ts'
import { expect, test } from './support/test.ts'

/** The example of the editor, smaller: eight batches, one checkpoint each. */
const TOKENS = 200_000

test('the workflow goes on where it was after kill -9, and what it made is found', async ({
  visit,
  page,
  outlast,
  api,
}) => {
  const script = await api.execute.createScript({ body: workflowExample(TOKENS) })
  if (script.status !== 201) throw new Error(JSON.stringify(script.body))
  await visit(`/editor?script=${script.body.script_id}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page).toHaveURL(/run=/)
  const jobId = new URL(page.url()).searchParams.get('run') ?? ''

  const look = async () => {
    const view = await api.jobs.get({ params: { job_id: jobId }, query: {} })
    if (view.status !== 200) throw new Error(JSON.stringify(view.body))
    return view.body
  }
  await expect.poll(async () => (await look()).progress, { intervals: [50], timeout: 60_000 }).toBeGreaterThan(0)
  await outlast.kill()
  await outlast.start()

  await expect(page.getByRole('region', { name: 'Result' })).toContainText('200000', { timeout: 90_000 })
  const { status, attempt, log } = await look()
  expect({ status, attempt }).toEqual({ status: 'completed', attempt: 2 })
  expect(log.map(({ text }) => text).join('')).toMatch(/going on after [\d,]+ tokens/)

  const collection = await api.library.getCollection({ params: { name: `workflow-${TOKENS}` } })
  if (collection.status !== 200) throw new Error(JSON.stringify(collection.body))
  expect(collection.body.items).toBe(TOKENS / 200)
})
