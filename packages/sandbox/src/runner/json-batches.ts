import { Buffer } from 'node:buffer'

/** What goes to the host at once: 1,000 items, and 4 MiB of JSON, half of what a frame takes. */
export const batchItems = 1_000
const batchBytes = 4_194_304

/** Items in groups that the host takes, each as the JSON text of an array. `most` may change from group to group. */
export function* batchesOf(items: Iterable<unknown>, most: () => number = () => batchItems): Generator<string> {
  let group: string[] = []
  let bytes = 0
  for (const item of items) {
    const json = JSON.stringify(item)
    const size = Buffer.byteLength(json) + 1
    if (group.length >= most() || (group.length > 0 && bytes + size > batchBytes)) {
      yield `[${group.join()}]`
      group = []
      bytes = 0
    }
    group.push(json)
    bytes += size
  }
  if (group.length > 0) yield `[${group.join()}]`
}
