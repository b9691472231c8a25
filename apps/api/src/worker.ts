import { runProcess } from './run-process.ts'

// Jobs only: start as many of these as there is work.
await runProcess('worker')
