export type ProblemCode =
  | 'duplicate_id'
  | 'too_many_elements'
  | 'overlap'
  | 'text_overflow'
  | 'unbound_arrow'
  | 'unknown_binding'
  | 'arrow_off_border'
  | 'arrow_through_shape'

export type Problem = { code: ProblemCode; message: string; ids: string[] }
