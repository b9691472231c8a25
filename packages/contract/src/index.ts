import { initContract } from '@ts-rest/core'
import { baskets } from './baskets.ts'
import { canvas } from './canvas.ts'
import { coach } from './coach.ts'
import { execute } from './execute.ts'
import { files } from './files.ts'
import { health } from './health.ts'
import { jobs } from './jobs.ts'
import { library } from './library.ts'
import { workspace } from './workspace.ts'

const c = initContract()

/** Everything the API offers. The API implements it, the web app calls it, `/openapi.json` describes it. */
export const contract = c.router({ health, workspace, jobs, execute, coach, baskets, canvas, files, library })
export type Contract = typeof contract

export * from './basket-shapes.ts'
export * from './baskets.ts'
export * from './blocks.ts'
export * from './canvas-shapes.ts'
export * from './canvas.ts'
export * from './coach-shapes.ts'
export * from './coach.ts'
export * from './collections.ts'
export * from './drawing.ts'
export * from './execute.ts'
export * from './files.ts'
export * from './health.ts'
export * from './items.ts'
export * from './jobs.ts'
export * from './library.ts'
export { openApiDocument } from './openapi.ts'
export * from './problem.ts'
export * from './tokens.ts'
export { WorkHeaders, CreateHeaders } from './wire.ts'
export * from './workspace.ts'
