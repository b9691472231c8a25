/** Nodes, cards, fields, messages…: what an intent may name, unless the caller allows more. */
export const MAX_ELEMENTS = 200
/** Connections are counted apart, and there may be this many for each element that is allowed. */
export const CONNECTIONS_PER_ELEMENT = 2
/** UTF-16 units of an instruction; the wire has the same limit. */
export const MAX_INSTRUCTIONS = 4_000
/** UTF-16 units of a label; what is longer ends in an ellipsis. */
export const MAX_LABEL = 200
/** A connection has room for less. */
export const MAX_EDGE_LABEL = 80
