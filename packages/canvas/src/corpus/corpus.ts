import { FLOWS } from './flows.ts'
import { FREE } from './free.ts'
import type { CorpusRequest } from './request.ts'
import { STRUCTURED } from './structured.ts'
import { TREES } from './trees.ts'

/** What the geometric check is tested with, and what the gallery shows. */
export const CORPUS: readonly CorpusRequest[] = [...FLOWS, ...TREES, ...STRUCTURED, ...FREE]
