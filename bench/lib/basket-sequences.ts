import type { Basket, BasketClient, Block, Delta } from './basket-client.ts'

/** What all clients of a basket do to it, and what they were told: every acknowledged write has to be in the log. */
export type Shared = {
  basketId: string
  writes: { id: string; version: number; body: string }[]
  applied: string[]
  counts: Record<string, number>
}

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)]
const chance = (share: number): boolean => Math.random() < share

const THINGS = [
  'lamp',
  'desk',
  'chair',
  'window',
  'door',
  'printer',
  'kettle',
  'heater',
  'shelf',
  'carpet',
  'clock',
  'sofa',
]

/** A note of one to three lines. They are about few things, so that many proposals are about the same blocks. */
function note(): string {
  const lines = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => {
    const [thing, number] = [pick(THINGS), Math.floor(Math.random() * 1000)]
    return pick([
      `- The ${thing} in room ${number % 9} costs ${number} euros.`,
      `- We decided to replace the ${thing} of room ${number % 9} in week ${number % 52}.`,
      `- TODO: order a ${thing} for room ${number % 9}, number ${number}.`,
    ])
  })
  return lines.join('\n')
}

/** Proposes, edits, applies and undoes, each or not, with what this client has last seen, which may be stale. */
export async function runSequence(client: BasketClient, shared: Shared, seen: { basket: Basket }): Promise<void> {
  const { basketId } = shared
  if (chance(0.3)) seen.basket = await client.get(basketId)
  const delta = chance(0.6) ? await client.work(basketId, note()) : null
  if (delta !== null) count(shared, 'proposed')
  if (chance(0.6)) await editByHand(client, shared, seen)
  const change = pick(delta?.changes.filter(({ after }) => after !== null) ?? [])
  if (delta !== null && change !== undefined && chance(0.3)) {
    const body = `Edited before it was applied ${crypto.randomUUID()}.`
    await client.editChange(basketId, delta.delta_id, { change_id: change.change_id, body })
    count(shared, 'proposals edited')
  }
  if (delta !== null) await decide(client, shared, delta)
  const other = chance(0.3) ? pick(shared.applied) : undefined
  if (other === undefined) return
  const { status } = await client.undo(basketId, other)
  count(shared, status === 200 ? 'undone' : 'undo refused')
}

async function editByHand(client: BasketClient, shared: Shared, seen: { basket: Basket }): Promise<void> {
  const { basketId } = shared
  const block = pick(seen.basket.content)
  const body = `Written by hand ${crypto.randomUUID()}.`
  if (block === undefined || (seen.basket.content.length < 40 && chance(0.2))) {
    const added = await client.addBlock(basketId, { title: `By hand ${crypto.randomUUID().slice(0, 8)}`, body })
    acknowledge(shared, seen, { answer: added, body })
  } else if (chance(0.15)) {
    const { status } = await client.removeBlock(basketId, block)
    count(shared, status === 204 ? 'deleted by hand' : 'stale edits refused')
  } else acknowledge(shared, seen, { answer: await client.editBlock(basketId, { ...block, body }), body })
}

function acknowledge(
  shared: Shared,
  seen: { basket: Basket },
  { answer, body }: { answer: { status: number; body: Block }; body: string },
): void {
  if (answer.status > 201) return count(shared, 'stale edits refused')
  count(shared, 'edited by hand')
  const { id, version } = answer.body
  shared.writes.push({ id, version, body })
  seen.basket.content = [...seen.basket.content.filter((block) => block.id !== id), answer.body]
}

/** Applies all or some, now and then twice at once; what is stale is rebased first. */
async function decide(client: BasketClient, shared: Shared, { delta_id, changes }: Delta): Promise<void> {
  const { basketId } = shared
  if (chance(0.05)) {
    await client.reject(basketId, delta_id)
    return count(shared, 'rejected')
  }
  const some = changes.filter(() => chance(0.7)).map(({ change_id }) => change_id)
  const ids = chance(0.3) && some.length > 0 ? some : undefined
  const applying = [
    client.apply(basketId, delta_id, ids),
    ...(chance(0.2) ? [client.apply(basketId, delta_id, ids)] : []),
  ]
  const [first, ...others] = await Promise.all(applying)
  if (others.some(({ status }) => status !== first?.status)) count(shared, 'applied at once with different answers')
  if (first?.status === 200) return applied(shared, delta_id)
  count(shared, 'apply refused')
  await client.rebase(basketId, delta_id, pick(['report', 'keep_current', 'take_proposed']) ?? 'report')
  const { status } = await client.apply(basketId, delta_id)
  if (status === 200) applied(shared, delta_id)
}

function applied(shared: Shared, deltaId: string): void {
  shared.applied.push(deltaId)
  count(shared, 'applied')
}

function count({ counts }: Shared, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1
}
