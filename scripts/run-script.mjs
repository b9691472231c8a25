// Runs a script of this repository on its own Node, once what it needs is installed: node run-script.mjs FILE [ARGUMENT…]
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT, checkNode, childEnv, install, nodePath } from './bootstrap.mjs'

checkNode()
await install()
const [file, ...args] = process.argv.slice(2)
const child = spawn(nodePath(), [join(ROOT, file), ...args], { env: childEnv(), stdio: 'inherit' })
child.on('exit', (code) => process.exit(code ?? 1))
