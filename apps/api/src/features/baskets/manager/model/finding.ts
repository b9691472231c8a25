import type { BlockType } from '@outlast/contract'

/** Something that the notes say, as a model found it. `quote` stands in the source word for word. */
export type Finding = { quote: string; says: string; type: BlockType; source: number }
