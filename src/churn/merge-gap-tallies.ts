import { InputError, requireKind } from '../errors/index.ts';
import type { GapCount, GapTally } from './gap-tally.ts';

const SAME = ['timeZone', 'asOfAt', 'strata'] as const;

/**
 * Adds two tallies of gaps up, exactly. **The parts must hold different customers**: a customer in both would lose the
 * gap between them.
 *
 * @param a - of {@link tallyGaps}
 * @param b - another, with the same options
 * @returns the tally of both
 * @throws InputError `tally-mismatch` (different end of knowledge, zone or strata)
 *
 * @example Can every shard count its own customers?
 * ```ts
 * import { mergeGapTallies, tallyGaps } from 'clientele/churn';
 *
 * const options = { asOf: '2024-01-31T00:00:00Z' };
 * const a = tallyGaps([{ customerId: 'ann', at: '2024-01-11T10:00:00Z' }], options);
 * const b = tallyGaps([{ customerId: 'bob', at: '2024-01-11T12:00:00Z' }], options);
 * mergeGapTallies(a, b).gaps; // => [[{ days: 20, ended: 0, open: 2 }]]
 * ```
 */
export function mergeGapTallies(a: GapTally, b: GapTally): GapTally {
  requireKind(a, 'gap-tally', 'a');
  requireKind(b, 'gap-tally', 'b');
  for (const key of SAME) {
    if (JSON.stringify(a[key]) === JSON.stringify(b[key])) continue;
    const detail = `expected ${JSON.stringify(a[key])}, got ${JSON.stringify(b[key])}`;
    throw new InputError('tally-mismatch', `b.${key}`, detail);
  }
  const gaps = a.gaps.map((one, s) => added(one, b.gaps[s]!));
  return { ...a, strata: [...a.strata], customers: a.customers + b.customers, gaps };
}

/** Both lists ascend by days, and so does what comes out. */
function added(a: readonly GapCount[], b: readonly GapCount[]): GapCount[] {
  const sum: GapCount[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const days = Math.min(a[i]?.days ?? Infinity, b[j]?.days ?? Infinity);
    const parts = [a[i], b[j]].filter((count) => count?.days === days) as GapCount[];
    sum.push({
      days,
      ended: parts.reduce((total, { ended }) => total + ended, 0),
      open: parts.reduce((total, { open }) => total + open, 0),
    });
    if (a[i]?.days === days) i++;
    if (b[j]?.days === days) j++;
  }
  return sum;
}
