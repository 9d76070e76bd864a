import type { ScoredRow } from 'clientele/churn';

/** The code of what is thrown, or a text that no code equals. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? `no InputError: ${String(error)}`;
  }
  return 'nothing thrown';
}

/** Scored rows from pairs of probability and outcome. */
export const scored = (rows: [number, 0 | 1][]): ScoredRow[] =>
  rows.map(([probability, churned]) => ({ probability, churned: churned === 1 }));
