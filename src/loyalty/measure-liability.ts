import { decimalRatio, multiplyRatio } from '../amounts/index.ts';
import type { DecimalText } from '../amounts/index.ts';
import { InputError, requireList, requireObject, requireProbability } from '../errors/index.ts';
import type { RedemptionCurve } from './measure-redemption-curve.ts';
import { monthNumber } from './month-number.ts';
import type { LotTally } from './tally-lots.ts';
import { requireLotTally } from './tally-lots.ts';

/** What a point costs, and how many will be redeemed. */
export interface MeasureLiabilityOptions {
  /** cost of one unit of points (10^-scale) in minor units, as text: `'0.5'` */
  valuePerPoint: DecimalText;
  /**
   * share of outstanding points that will be redeemed, 0..1; or a curve, which gives each month's points the rate of those
   * that reached their age
   */
  redemptionRate: number | RedemptionCurve;
}

/** What outstanding points will cost. */
export interface Liability {
  /** points that can be spent, units of 10^-scale */
  outstanding: number;
  /** points held */
  pending: number;
  /** points owed by members, not set against the others */
  debt: number;
  /** points expected to be redeemed, outstanding and pending */
  expectedRedeemed: number;
  /** of them those whose fate a curve does not know yet; 0 for a plain rate */
  unresolved: number;
  /** cost if every point were redeemed, minor units, rounded half up */
  grossMinor: number;
  /** expected cost, minor units, rounded half up */
  expectedMinor: number;
  /** points by `YYYY-MM` earned */
  byAge: Record<string, number>;
  /** points by `YYYY-MM` of their last day, or `never` */
  byExpiry: Record<string, number>;
}

/**
 * What outstanding points will cost: in full, and at an expected redemption rate.
 *
 * With a curve, points that survive its last age count as redeemed: what nobody knows yet is still owed.
 *
 * @param tally - points outstanding
 * @param options - cost of a point and redemption rate
 * @returns figures; zeros for an empty tally
 * @throws InputError `not-a-decimal`, `not-a-probability`, `out-of-range` for a negative cost, `empty` for a curve without
 * ages, `overflow`
 *
 * @example What do the points out there cost us?
 * ```ts
 * import { measureLiability, replayEvents, tallyLots } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const account = replayEvents(program, [{ id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 1000 }]);
 * const liability = measureLiability(tallyLots(program, [account], { asOf: 1 }), { valuePerPoint: '1', redemptionRate: 0.8 });
 * [liability.grossMinor, liability.expectedMinor]; // => [1000, 800]
 * ```
 */
export function measureLiability(tally: LotTally, options: MeasureLiabilityOptions): Liability {
  requireLotTally(tally, 'tally');
  const value = decimalRatio(requireObject(options, 'options').valuePerPoint, 'options.valuePerPoint');
  if (value.numerator < 0)
    throw new InputError('out-of-range', 'options.valuePerPoint', `expected 0 or more, got ${options.valuePerPoint}`);
  const running = monthNumber(tally.runningMonth);
  const fate = fateOf(options.redemptionRate);
  const byAge: [string, number][] = [];
  const byExpiry = new Map<string, number>();
  let points = 0;
  let expectedRedeemed = 0;
  let unresolved = 0;
  for (const [earned, row] of Object.entries(tally.cells)) {
    let sum = 0;
    for (const [ends, count] of Object.entries(row)) {
      sum += count;
      byExpiry.set(ends, (byExpiry.get(ends) ?? 0) + count);
    }
    byAge.push([earned, sum]);
    points += sum;
    const { redeemed, unknown } = fate(running - monthNumber(earned));
    expectedRedeemed += sum * (redeemed + unknown);
    unresolved += sum * unknown;
  }
  return {
    outstanding: tally.available,
    pending: tally.pending,
    debt: tally.debt,
    expectedRedeemed,
    unresolved,
    grossMinor: multiplyRatio(points, value, 'half-up'),
    expectedMinor: multiplyRatio(Math.round(expectedRedeemed), value, 'half-up'),
    byAge: Object.fromEntries(byAge),
    byExpiry: Object.fromEntries([...byExpiry].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Shares of points that reached an age: redeemed later, and unknown because the curve ends before they do. */
function fateOf(given: number | RedemptionCurve): (age: number) => { redeemed: number; unknown: number } {
  if (given === null || typeof given !== 'object') {
    const redeemed = requireProbability(given, 'options.redemptionRate');
    return () => ({ redeemed, unknown: 0 });
  }
  const { ages, unresolvedShare } = given;
  requireList(ages, 'options.redemptionRate.ages');
  if (unresolvedShare === null)
    throw new InputError('empty', 'options.redemptionRate', 'expected a curve with ages, or a rate');
  requireProbability(unresolvedShare, 'options.redemptionRate.unresolvedShare');
  return (age) => {
    const reached = ages[age]?.survivingShare ?? 0;
    if (reached === 0) return { redeemed: 0, unknown: 1 };
    const later = ages.slice(age).reduce((sum, one) => sum + one.survivingShare * one.redemptionRate, 0);
    return { redeemed: later / reached, unknown: unresolvedShare / reached };
  };
}
