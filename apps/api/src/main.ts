import { runProcess } from './run-process.ts'

// HTTP and, unless ROLE says otherwise, a worker in the same process.
await runProcess()
