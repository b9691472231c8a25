/** What a task in a thread can say while it works. */
export type TaskContext = { progress(fraction: number, label: string): void }

/** A piece of computing that runs beside the event loop. Input and output cross by structured clone. */
export type Task<Input, Output> = (input: Input, context: TaskContext) => Output | Promise<Output>
