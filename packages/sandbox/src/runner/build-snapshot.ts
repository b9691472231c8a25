// Entry point of the process that makes the Python snapshot: its bytes go to stdout. Arguments: Pyodide's folder, the prelude's path.
import { loadPython } from './load-pyodide.ts'

const [folder, preludePath] = Deno.args
if (!folder || !preludePath) throw new Error('Needs the folder of Pyodide and the path of the prelude')
const prelude = Deno.readTextFileSync(preludePath)
const python = await loadPython(folder, null)
python.runPython(prelude, { filename: '<outlast>' })
const snapshot = python.makeMemorySnapshot()
// Pieces of 1 MiB: one write of 30 MB to a pipe would be copied whole.
for (let at = 0; at < snapshot.length;) at += Deno.stdout.writeSync(snapshot.subarray(at, at + 1_048_576))
