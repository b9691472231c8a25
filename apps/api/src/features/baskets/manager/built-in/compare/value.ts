/** Something exact in a text: a date, an amount, a number of things. Two values of a kind that differ contradict each other. */
export type Value = {
  /**
   * `date`, `time`, `money`, `percent`, `number`, `label` for what has a number as its name (room 2, plot C), or a group of
   * words of which only one can be true.
   */
  kind: string
  /** What is counted, or what bears the label: a word in small letters; '' where it is not said. */
  of: string
  /** The same however it is written. */
  key: string
  /** As it is written. */
  text: string
  start: number
  end: number
  /** Where its unit ends: of "24 h" and "24 hours" nothing is left but the number. */
  unitEnd: number
  /** "about 40,000" */
  roughly: boolean
  /** "one", which may be no number. */
  isWeak: boolean
}
