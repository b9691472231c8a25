import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { type HealthDeps, getDatabaseHealth, getHealth } from './service.ts'

export function healthRouter(deps: HealthDeps) {
  return initServer().router(contract.health, {
    about: async () => ({
      status: 200,
      body: { name: 'outlast', version: deps.version, docs: '/docs', openapi: '/openapi.json' },
    }),
    health: async () => ({ status: 200, body: getHealth(deps) }),
    database: async () => ({ status: 200, body: await getDatabaseHealth(deps) }),
  })
}
