/** A forest in which parents name their children in the order in which they were given. */
export type Tree<Item> = { item: Item; children: Tree<Item>[] }

/** Items without a parent are the roots. Iterative, so that a chain of thousands overflows no stack. */
export function growTrees<Item extends { id: string }>(
  items: readonly Item[],
  parentOf: (item: Item) => string | undefined,
): Tree<Item>[] {
  const trees = new Map(items.map((item): [string, Tree<Item>] => [item.id, { item, children: [] }]))
  const roots: Tree<Item>[] = []
  for (const item of items) {
    const tree = trees.get(item.id)
    const parent = trees.get(parentOf(item) ?? '')
    if (tree) (parent?.children ?? roots).push(tree)
  }
  return roots
}

/** Nodes of a tree in pre-order. */
export function nodesOf<Item>(tree: Tree<Item>): Item[] {
  return [tree.item, ...tree.children.flatMap(nodesOf)]
}
