import { manageNotes } from './built-in/manage.ts'
import type { Analysis, AnalysisOptions, AnalysisRequest, ManagerDeps } from './types.ts'

/** Sorts raw notes into changes of the blocks of a basket. */
export async function analyze(
  _deps: ManagerDeps,
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<Analysis> {
  const { analysis } = await manageNotes(request, options)
  return analysis
}
