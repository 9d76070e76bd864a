import type { ScoredRow } from 'clientele/churn';

/** Scored rows from pairs of probability and outcome. */
export const scored = (rows: [number, 0 | 1][]): ScoredRow[] =>
  rows.map(([probability, churned]) => ({ probability, churned: churned === 1 }));
