import { embedHashed } from '../embed/hashed-task.ts'
import { embedTrained, train } from '../embed/trained-task.ts'
import { project } from '../project/pca.ts'
import { analyzeTexts } from '../rank/analyze-task.ts'
import { countTokens, detokenize, tokenize } from '../tokenize/tasks.ts'

/** Every task that threads know, by name. To add one: a line here. */
export const tasks = { countTokens, detokenize, tokenize, analyzeTexts, embedHashed, embedTrained, project, train }

export type Tasks = typeof tasks
