// Loaded before a program that the supervisor starts: it ends when the supervisor is gone. A program hands its options
// on to processes of its own, and those have channels of their own: only the supervisor's child is meant.
if (process.connected && process.ppid === Number(process.env.OUTLAST_SUPERVISOR)) {
  process.on('disconnect', () => process.exit(0))
  // The channel alone must not keep the program alive.
  process.channel?.unref()
}
