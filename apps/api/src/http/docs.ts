import { contract, openApiDocument } from '@outlast/contract'
import { type Router, Router as createRouter } from 'express'
import swaggerUi from 'swagger-ui-express'

/** `/openapi.json`, and the same to read and try at `/docs`, with nothing from another host. */
export function docsRouter(about: { version: string; serverUrl: string }): Router {
  const document = openApiDocument(contract, about)
  const router = createRouter()
  router.get('/openapi.json', (_request, response) => {
    response.json(document)
  })
  router.use('/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'Outlast API' }))
  return router
}
