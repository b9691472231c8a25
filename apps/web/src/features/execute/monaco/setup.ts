import * as monaco from 'monaco-editor/editor/editor.api.js'
import 'monaco-editor/features/register.all.js'
import 'monaco-editor/languages/definitions/javascript/register.js'
import 'monaco-editor/languages/definitions/python/register.js'
import 'monaco-editor/languages/definitions/typescript/register.js'
import {
  ScriptTarget,
  javascriptDefaults,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js'
import { AMBIENT_TYPES } from './ambient-types.ts'
import { mendPython } from './python.ts'
import { defineThemes } from './themes.ts'

/** TypeScript's own number for "every file is a module": top-level await, and no names shared between models. */
const FORCE_MODULES = 3
const ES_NEXT_MODULES = 99

let ready = false

/** Monaco with our workers, themes and types; set up once. */
export function setUpMonaco(): typeof monaco {
  if (ready) return monaco
  ready = true
  globalThis.MonacoEnvironment = { getWorker: (_id, label) => createWorker(label) }
  defineThemes(monaco)
  mendPython()
  for (const defaults of [typescriptDefaults, javascriptDefaults]) {
    defaults.setCompilerOptions({
      target: ScriptTarget.ESNext,
      module: ES_NEXT_MODULES,
      moduleDetection: FORCE_MODULES,
      // A sandbox has no document; what it has is close to what a worker has.
      lib: ['lib.esnext.d.ts', 'lib.webworker.d.ts'],
      strict: true,
      allowNonTsExtensions: true,
      allowJs: true,
      checkJs: false,
    })
    defaults.setEagerModelSync(true)
    defaults.addExtraLib(AMBIENT_TYPES, 'file:///outlast.d.ts')
  }
  return monaco
}

function createWorker(label: string): Worker {
  if (label === 'typescript' || label === 'javascript') {
    return new Worker(new URL('monaco-editor/languages/features/typescript/ts.worker.js', import.meta.url), {
      type: 'module',
    })
  }
  return new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' })
}
