import { JobFailure } from '@outlast/jobs'
import { ModelFailure } from '../../../model/model-failure.ts'
import { manageNotes } from './built-in/manage.ts'
import { analyzeWithModel } from './model/analyze-with-model.ts'
import type { Analysis, AnalysisOptions, AnalysisRequest, ManagerDeps } from './types.ts'

/**
 * Sorts raw notes into changes of the blocks of a basket: by a language model, or by the built-in manager where there is none.
 * Notes are data: nothing in them is followed, and whatever is proposed waits for a person.
 *
 * @throws JobFailure where a model fails: `model_busy`, `model_failed`, … as of ModelFailure, or `model_output_invalid`.
 */
export async function analyze(
  { model }: ManagerDeps,
  request: AnalysisRequest,
  options: AnalysisOptions,
): Promise<Analysis> {
  if (model === null) return (await manageNotes(request, options)).analysis
  try {
    return await analyzeWithModel(model, request, options)
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    const { code, message, retryable } = error
    throw new JobFailure(code, message, { retryable, cause: error })
  }
}
