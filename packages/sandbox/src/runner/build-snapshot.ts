// Entry point of the process that makes the Python snapshot: its bytes go to stdout. Arguments: Pyodide's folder, the paths of what Python
// runs first.
import { loadPython } from './load-pyodide.ts'

const [folder, ...preludes] = Deno.args
if (!folder || preludes.length === 0) throw new Error('Needs the folder of Pyodide and the paths of the preludes')
const codes = preludes.map((path) => Deno.readTextFileSync(path))
const python = await loadPython(folder, null)
for (const code of codes) python.runPython(code, { filename: '<outlast>' })
const snapshot = python.makeMemorySnapshot()
// Pieces of 1 MiB: one write of 30 MB to a pipe would be copied whole.
for (let at = 0; at < snapshot.length;) at += Deno.stdout.writeSync(snapshot.subarray(at, at + 1_048_576))
