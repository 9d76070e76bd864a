/** Which parameter, by its place among r, α, a, b, each effect of BG/NBD moves, and which way. */
export const BG_NBD_EFFECTS = [
  { field: 'purchase', parameter: 1, sign: -1 },
  { field: 'dropoutA', parameter: 2, sign: 1 },
  { field: 'dropoutB', parameter: 3, sign: 1 },
] as const;

/** The same of Pareto/NBD, whose parameters are r, α, s, β. */
export const PARETO_NBD_EFFECTS = [
  { field: 'purchase', parameter: 1, sign: -1 },
  { field: 'dropout', parameter: 3, sign: -1 },
] as const;
