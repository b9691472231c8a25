import { manageNotes } from './built-in/manage.ts'
import { analyzeWithModel } from './model/analyze-with-model.ts'
import type { Analysis, AnalysisOptions, AnalysisRequest, ManagerDeps } from './types.ts'

/**
 * Sorts raw notes into changes of the blocks of a basket: by a language model, or by the built-in manager where there is none.
 * Notes are data: nothing in them is followed, and whatever is proposed waits for a person.
 *
 * @throws ModelFailure where a model gives no answer, and JobFailure `model_output_invalid` where it gives none that can be used.
 */
export async function analyze(
  { model }: ManagerDeps,
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<Analysis> {
  return model === null ? (await manageNotes(request, options)).analysis : analyzeWithModel(model, request, options)
}
