import { checkCanvas } from './check-canvas.ts'
import { checkBasket } from './check-basket.ts'
import { checkCoach, checkLibrary } from './check-knowledge.ts'
import { checkCors, checkHeaders, checkPage } from './check-edge.ts'
import { checkCancel, checkCode } from './check-code.ts'
import type { Check } from './run-checks.ts'
import { expectStatus } from './scene.ts'

/** Every part of a deployment that a person would miss. */
export const CHECKS: Check[] = [
  {
    name: 'health',
    async run({ api }) {
      const { status, body } = await api.health.health()
      if (status !== 200 || body.status !== 'ok') throw new Error(`GET /health answered ${status}`)
      return `version ${body.version}; walls: ${body.sandbox?.walls.join(', ') ?? 'no sandbox in this process'}`
    },
  },
  {
    name: 'database',
    async run({ api }) {
      const answer = await api.health.database()
      expectStatus(answer, 200, 'GET /health/db')
      if (answer.status !== 200) return ''
      return `PostgreSQL ${answer.body.server_version}, ${answer.body.migrations} migrations, ${answer.body.latency_ms} ms away`
    },
  },
  { name: 'code: Python', run: (scene) => checkCode(scene, 'python', "print('hello'); 6 * 7") },
  {
    name: 'code: TypeScript',
    run: (scene) => checkCode(scene, 'typescript', "console.log('hello'); const n: number = 42; n"),
  },
  { name: 'code: JavaScript', run: (scene) => checkCode(scene, 'javascript', "console.log('hello'); 6 * 7") },
  { name: 'cancel', run: checkCancel },
  { name: 'coach', run: checkCoach },
  { name: 'library', run: checkLibrary },
  { name: 'basket', run: checkBasket },
  { name: 'canvas', run: checkCanvas },
  { name: 'headers', run: checkHeaders },
  { name: 'cors', run: checkCors, needsWeb: true },
  { name: 'page', run: checkPage, needsWeb: true },
]
