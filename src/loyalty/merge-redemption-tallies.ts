import { InputError } from '../errors/index.ts';
import { define, read } from './records.ts';
import type { RedemptionCohort, RedemptionTally } from './tally-redemptions.ts';
import { emptyCell, requireRedemptionTally } from './tally-redemptions.ts';
import { plus } from './safe-sums.ts';

/**
 * One tally of two over disjoint members, exact and in any order.
 *
 * @param a - a tally
 * @param b - another one of the same program and instant
 * @returns their sum
 * @throws InputError `tally-mismatch` for another program or instant, `wrong-kind`, `wrong-type`, `overflow`
 *
 * @example How do I count redemptions on several machines?
 * ```ts
 * import { mergeRedemptionTallies, tallyRedemptions } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const part = (memberId: string) => tallyRedemptions(program, [{ memberId, events: [
 *   { id: 'c1', memberId, at: '2025-01-10T00:00:00Z', type: 'credit', points: 100 },
 * ] }], { asOf: '2025-04-01T00:00:00Z' });
 * const whole = mergeRedemptionTallies(part('anna'), part('ben'));
 * [whole.members, whole.cohorts['2025-01'].issued]; // => [2, 200]
 * ```
 */
export function mergeRedemptionTallies(a: RedemptionTally, b: RedemptionTally): RedemptionTally {
  requireRedemptionTally(a, 'a');
  requireRedemptionTally(b, 'b');
  for (const key of ['programId', 'asOf', 'runningMonth', 'scale'] as const)
    if (a[key] !== b[key]) throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, got ${b[key]}`);
  const cohorts: RedemptionTally['cohorts'] = {};
  for (const month of [...Object.keys(a.cohorts), ...Object.keys(b.cohorts)].sort()) {
    const sum: RedemptionCohort = { issued: 0, ages: {} };
    for (const one of [read(a.cohorts, month), read(b.cohorts, month)]) {
      if (one === undefined) continue;
      sum.issued = plus(sum.issued, one.issued);
      for (const [age, cell] of Object.entries(one.ages)) {
        const so = read(sum.ages, age) ?? emptyCell();
        define(sum.ages, age, {
          redeemed: plus(so.redeemed, cell.redeemed),
          expired: plus(so.expired, cell.expired),
          reversed: plus(so.reversed, cell.reversed),
          transferred: plus(so.transferred, cell.transferred),
        });
      }
    }
    define(cohorts, month, sum);
  }
  return { ...a, members: plus(a.members, b.members), cohorts };
}
