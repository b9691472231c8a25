// Loaded before a program that was started with an IPC channel: it ends when whoever started it is gone.
if (process.connected) {
  process.on('disconnect', () => process.exit(0))
  // The channel alone must not keep the program alive.
  process.channel?.unref()
}
