import { InputError, requireKind } from '../errors/index.ts';
import type { InactivityTally } from './inactivity-model.ts';

/**
 * Adds up the counts of two parts of a customer base with different customers, exactly and in any order.
 *
 * @param a - a tally
 * @param b - another with the same landmarks, horizon, zone, edges and strata
 * @returns the tally of both
 * @throws InputError `tally-mismatch` with what differs
 *
 * @example What is the risk over all my shops?
 * ```ts
 * import { fitInactivityRiskFromTally, mergeInactivityTallies, tallyInactivity } from 'clientele/churn';
 *
 * const options = { landmarks: ['2024-02-01T00:00:00Z'], horizonDays: 30, asOf: '2024-04-01T00:00:00Z' };
 * const north = tallyInactivity([{ customerId: 'ann', at: '2024-01-25T10:00:00Z' }], options);
 * const south = tallyInactivity([{ customerId: 'bob', at: '2024-01-28T10:00:00Z' }], options);
 * fitInactivityRiskFromTally(mergeInactivityTallies(north, south)).fit.n; // => 2
 * ```
 */
export function mergeInactivityTallies(a: InactivityTally, b: InactivityTally): InactivityTally {
  requireKind(a, 'inactivity-tally', 'a');
  requireKind(b, 'inactivity-tally', 'b');
  for (const key of SAME) {
    if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;
    throw new InputError(
      'tally-mismatch',
      `b.${key}`,
      `expected ${JSON.stringify(a[key])}, got ${JSON.stringify(b[key])}`,
    );
  }
  return {
    ...a,
    customers: a.customers + b.customers,
    belowFirstEdge: a.belowFirstEdge + b.belowFirstEdge,
    cells: a.cells.map((row, s) =>
      row.map((cell, bin) => {
        const other = b.cells[s]![bin]!;
        return { n: cell.n + other.n, churned: cell.churned + other.churned };
      }),
    ),
  };
}

const SAME = [
  'horizonDays',
  'timeZone',
  'landmarksAt',
  'skippedLandmarksAt',
  'silenceEdgesDays',
  'strata',
  'pooled',
] as const;
