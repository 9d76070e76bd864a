import { monthNumber } from './month-number.ts';
import type { RedemptionTally } from './tally-redemptions.ts';
import { emptyCell, requireRedemptionTally } from './tally-redemptions.ts';

/** What happens to points at one age. */
export interface RedemptionAge {
  /** calendar months since the month of earning */
  age: number;
  /** points of all months old enough that were left at its start, without those taken back during it */
  exposed: number;
  /** of them redeemed during it */
  redeemed: number;
  /** of them run out during it */
  expired: number;
  /** redeemed / exposed */
  redemptionRate: number;
  /** expired / exposed */
  breakageRate: number;
  /** share of points still there at the start of this age, of those that are not taken back */
  survivingShare: number;
}

/** What becomes of points in the end. Null with a reason where there are no points to judge by. */
export interface RedemptionCurve {
  /** ascending, as far as whole months were seen */
  ages: RedemptionAge[];
  /** share redeemed within these ages, 0..1; the true rate lies between it and it + `unresolvedShare` */
  ultimateRedemptionRate: number | null;
  /** share run out within these ages, 0..1 */
  ultimateBreakageRate: number | null;
  /** share still there after the last age, 0..1 */
  unresolvedShare: number | null;
  /** present where there is no answer */
  reason?: 'empty';
}

/**
 * What becomes of points in the end: a life table with two exits, redeemed and run out, pooled over all months of earning
 * that are old enough.
 *
 * At age a, h = redeemed / exposed and e = expired / exposed; what is left is S(a + 1) = S(a) · (1 − h − e). The ultimate
 * redemption rate is the sum of S·h, breakage the sum of S·e. Young months say something about young ages, so nobody waits
 * until a year's points are gone. It assumes that members go on as they did (a stationary program). Points of one member
 * are not independent, so no standard error is claimed. Points taken back count as never exposed in the month in which
 * that happened.
 *
 * @param tally - what became of points so far; its running month is left out
 * @returns rates and the curve; all null with `empty` where no whole month was seen
 *
 * @example How many of our points will ever be redeemed?
 * ```ts
 * import { measureRedemptionCurve, tallyRedemptions } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: { expiry: { kind: 'after-earning', months: 2 } } } as const;
 * const tally = tallyRedemptions(program, [{ memberId: 'anna', events: [
 *   { id: 'c1', memberId: 'anna', at: '2025-01-10T00:00:00Z', type: 'credit', points: 100 },
 *   { id: 'r1', memberId: 'anna', at: '2025-02-05T00:00:00Z', type: 'redeem', points: 30 },
 * ] }], { asOf: '2025-04-01T00:00:00Z' });
 * const curve = measureRedemptionCurve(tally);
 * curve.ages.map(({ exposed, redeemed, expired }) => [exposed, redeemed, expired]); // => [[100, 0, 0], [100, 30, 0], [70, 0, 70]]
 * [curve.ultimateRedemptionRate, curve.ultimateBreakageRate, curve.unresolvedShare]; // => [0.3, 0.7, 0]
 * ```
 *
 * @see D. C. London, Survival Models and Their Estimation, 3rd ed. 1997 (multiple-decrement estimation)
 */
export function measureRedemptionCurve(tally: RedemptionTally): RedemptionCurve {
  requireRedemptionTally(tally, 'tally');
  const running = monthNumber(tally.runningMonth);
  const left = Object.entries(tally.cohorts).map(([month, cohort]) => ({
    cohort,
    complete: running - monthNumber(month),
    points: cohort.issued,
  }));
  const ages: RedemptionAge[] = [];
  let surviving = 1;
  let redemption = 0;
  let breakage = 0;
  for (let age = 0; ; age++) {
    let exposed = 0;
    let redeemed = 0;
    let expired = 0;
    for (const one of left) {
      if (age >= one.complete) continue;
      const cell = one.cohort.ages[String(age)] ?? emptyCell();
      one.points += cell.transferred - cell.reversed;
      exposed += one.points;
      redeemed += cell.redeemed;
      expired += cell.expired;
      one.points -= cell.redeemed + cell.expired;
    }
    if (exposed <= 0) break;
    const redemptionRate = redeemed / exposed;
    const breakageRate = expired / exposed;
    ages.push({ age, exposed, redeemed, expired, redemptionRate, breakageRate, survivingShare: surviving });
    redemption += surviving * redemptionRate;
    breakage += surviving * breakageRate;
    // From the points that are left, not as 1 - h - e: exactly 0 where none are.
    surviving *= (exposed - redeemed - expired) / exposed;
  }
  if (ages.length === 0)
    return { ages, ultimateRedemptionRate: null, ultimateBreakageRate: null, unresolvedShare: null, reason: 'empty' };
  return { ages, ultimateRedemptionRate: redemption, ultimateBreakageRate: breakage, unresolvedShare: surviving };
}
