/**
 * Attempts by name: each is an async JavaScript expression that gives what it got hold of, or throws, or gives nothing (undefined, null,
 * false, a negative number) when it was refused. `target` names what there is to get: see `targets.ts`.
 */
export type Probes = Record<string, string>

/** JavaScript that tries all probes, one after the other, and prints `{ name: 'refused …' | 'GOT …' }` as one line of JSON. */
export function probeProgram(probes: Probes, target: object): string {
  const attempts = Object.entries(probes).map(([name, code]) => `${JSON.stringify(name)}: async () => (${code})`)
  return `const target = ${JSON.stringify(target)}
const within = (promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), 1_000))])
const attempts = { ${attempts.join(',\n')} }
const found = {}
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    const got = await within(attempt())
    const nothing = got === undefined || got === null || got === false || got < 0
    found[name] = nothing ? 'refused: ' + got : 'GOT ' + String(got).slice(0, 60)
  } catch (error) {
    found[name] = 'refused: ' + String(error).slice(0, 100)
  }
}
console.log(JSON.stringify(found))
setTimeout(() => Deno.exit(0), 10)`
}
