import { isIPv4, isIPv6 } from 'node:net'

/** What requests are counted under: an address of IPv4; of IPv6 the network, because each customer of a provider has 2^64 addresses. */
export function addressKey(address: string | undefined): string {
  const [withoutZone = ''] = (address ?? '').split('%')
  if (isIPv4(withoutZone)) return withoutZone
  // A proxy that writes something else has written nothing.
  if (!isIPv6(withoutZone)) return 'unknown'
  const groups = groupsOf(withoutZone)
  return isMapped(groups) ? toIPv4(groups) : `${groups.slice(0, 4).map(hex).join(':')}::/64`
}

/** All eight groups of 16 bits. The URL parser writes an address in one way only: lower case, the longest run of zeros as `::`. */
function groupsOf(address: string): number[] {
  const [before = [], after = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16))
}

/** `::ffff:192.0.2.1`: how a socket for both kinds tells of IPv4. */
function isMapped(groups: number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
}

function toIPv4(groups: number[]): string {
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
}

function hex(group: number): string {
  return group.toString(16)
}
