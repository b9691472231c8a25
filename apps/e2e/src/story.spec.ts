import { expect, test } from './support/test.ts'

const COUNT = `import time
start = checkpoint.load() or 0
for step in range(start, 120):
    print(f"step {step}")
    checkpoint.save(step + 1)
    progress((step + 1) / 120, f"step {step} of 120")
    time.sleep(0.05)
"counted to 120"
`

test('start it, close the tab, kill the server, come back to the answer', async ({
  page,
  context,
  outlast,
  visit,
  api,
}) => {
  const script = await api.execute.createScript({ body: { name: 'count.py', language: 'python', code: COUNT } })
  if (script.status !== 201) throw new Error(JSON.stringify(script.body))
  await visit(`/editor?script=${script.body.script_id}`)

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const output = page.getByRole('log', { name: 'Output' })
  await expect(output).toContainText('step 3')
  // Output and bar both move while the code runs.
  const bar = page.getByRole('region', { name: 'Run' }).getByRole('progressbar').first()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
  await expect(page).toHaveURL(/run=/)
  const runUrl = page.url()

  await page.close()
  await outlast.kill()
  await outlast.start()

  const later = await context.newPage()
  await later.goto(runUrl)
  const finished = later.getByRole('log', { name: 'Output' })
  await expect(later.getByRole('region', { name: 'Result' })).toContainText('counted to 120', { timeout: 60_000 })

  // All of the output is there, from before the kill and after it, and it went on where it was.
  const jobId = new URL(runUrl).searchParams.get('run') ?? ''
  const view = await api.jobs.get({ params: { job_id: jobId }, query: {} })
  if (view.status !== 200) throw new Error(JSON.stringify(view.body))
  expect(view.body).toMatchObject({ status: 'completed', attempt: 2, progress: 100 })
  const steps = view.body.log
    .filter(({ stream }) => stream === 'stdout')
    .map(({ text }) => text)
    .join('')
  const numbers = [...steps.matchAll(/^step (\d+)$/gm)].map(([, step]) => Number(step))
  expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 120 }, (_, step) => step)))
  expect(numbers.length).toBeLessThanOrEqual(122)
  await expect(finished).toContainText('step 119')
})
