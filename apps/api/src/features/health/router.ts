import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { Registry } from 'prom-client'
import { bearerOf } from '../../http/identity.ts'
import { createGauges, readMetrics } from './metrics.ts'
import { type HealthDeps, getDatabaseHealth, getHealth } from './service.ts'

type HealthRouterDeps = HealthDeps & { config: { metricsToken: string | null }; metrics: { registry: Registry } }

export function healthRouter(deps: HealthRouterDeps) {
  const registry = Registry.merge([deps.metrics.registry, createGauges(deps)])
  return initServer().router(contract.health, {
    about: async () => ({
      status: 200,
      body: { name: 'outlast', version: deps.version, docs: '/docs', openapi: '/openapi.json' },
    }),
    health: async () => ({ status: 200, body: getHealth(deps) }),
    database: async () => ({ status: 200, body: await getDatabaseHealth(deps) }),
    metrics: async ({ req }) => {
      const tokens = { configured: deps.config.metricsToken, given: bearerOf(req.get('authorization')) }
      return { status: 200, body: await readMetrics(registry, tokens) }
    },
  })
}
