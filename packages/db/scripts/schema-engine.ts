import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Pool } from 'pg'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { boundAdapter } from './bound-adapter.ts'

/**
 * The SQL that turns the schema of a live database into the one of `schemaFile`; empty when they agree. Computed
 * by Prisma's schema engine as WebAssembly: its binary would have to be downloaded.
 */
export async function sqlToReach(schemaFile: string, databaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 })
  const errors: unknown[] = []
  try {
    const files = [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }]
    const datamodels = files.map((file): [string, string] => [file.path, file.content])
    const { SchemaEngine } = await loadEngine()
    const engine = await SchemaEngine.new({ datamodels }, () => {}, boundAdapter(pool, errors))
    return await diff(engine, files)
  } catch (error) {
    throw new Error(`The schema engine failed: ${String(errors[0] ?? error)}`, { cause: error })
  } finally {
    await pool.end()
  }
}

type SchemaFile = { path: string; content: string }

async function diff(engine: SchemaEngine, files: SchemaFile[]): Promise<string> {
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    // The runner's own table is no part of the schema.
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  })
  const script = stdout ?? ''
  // An empty difference is a comment that says so.
  return script.split('\n').every((line) => line === '' || line.startsWith('--')) ? '' : script
}

// Neither the ES nor the Node types declare it; what is used here of it.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
}

type EngineModule = typeof import('@prisma/schema-engine-wasm') & { __wbg_set_wasm(exports: object): void }

let loaded: Promise<EngineModule> | undefined

/** Once in a process: the module keeps views on the memory of its one instance. */
function loadEngine(): Promise<EngineModule> {
  return (loaded ??= instantiateEngine())
}

/** The package's own entry imports the .wasm file as a module, which only bundlers do. */
async function instantiateEngine(): Promise<EngineModule> {
  const specifier = '@prisma/schema-engine-wasm/schema_engine_bg'
  const engine: EngineModule = await import(specifier)
  const wasm = await readFile(fileURLToPath(import.meta.resolve(specifier).replace(/\.js$/, '.wasm')))
  // oxlint-disable no-underscore-dangle -- names that wasm-bindgen made
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return engine
}
