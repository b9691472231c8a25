/** What every Deno here is started with: it asks nobody, fetches nothing, keeps nothing, and reads no configuration. */
export const sealedFlags =
  '--no-prompt --no-remote --no-npm --cached-only --no-config --no-lock --no-check --no-code-cache'.split(' ')

/** Wall 1: every permission but reading, which `launch` decides. */
export const deniedFlags = ['net', 'env', 'sys', 'run', 'ffi', 'write', 'import'].map((name) => `--deny-${name}`)
