import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { bearerOf } from '../../http/identity.ts'
import { createMetrics, readMetrics } from './metrics.ts'
import { type HealthDeps, getDatabaseHealth, getHealth } from './service.ts'

export function healthRouter(deps: HealthDeps & { config: { metricsToken: string | null } }) {
  const metrics = createMetrics(deps)
  return initServer().router(contract.health, {
    about: async () => ({
      status: 200,
      body: { name: 'outlast', version: deps.version, docs: '/docs', openapi: '/openapi.json' },
    }),
    health: async () => ({ status: 200, body: getHealth(deps) }),
    database: async () => ({ status: 200, body: await getDatabaseHealth(deps) }),
    metrics: async ({ req }) => {
      const tokens = { configured: deps.config.metricsToken, given: bearerOf(req.get('authorization')) }
      return { status: 200, body: await readMetrics(metrics, tokens) }
    },
  })
}
