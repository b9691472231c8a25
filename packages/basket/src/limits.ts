/** What a block can hold; the contract says the same, and a test compares the two. */
export const MAX_TITLE_CHARS = 200
export const MAX_BODY_CHARS = 20_000
