/**
 * Something outside the program keeps it from starting. The message is one sentence for the person at the
 * terminal: it names the thing and the mend, and never holds a password. Print it without a stack.
 */
export class StartupError extends Error {
  override name = 'StartupError'
}
