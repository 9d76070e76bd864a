import { addSafe, multiplyRatio, multiplyRatios } from '../amounts/index.ts';
import { InputError, requireCount, requireInteger, requireList, requireObject } from '../errors/index.ts';

/** What was known at the end of a reporting period. */
export interface RedemptionEstimate {
  /** points redeemed since the sale */
  redeemedToDate: number;
  /** points that will be redeemed in total, as estimated then */
  expectedInTotal: number;
}

/** Revenue of one reporting period; null with a reason where nothing is expected to be redeemed. */
export interface RecognizedRevenue {
  /** revenue of the period, minor units; may be negative when the estimate rose */
  recognizedMinor: number | null;
  /** revenue since the sale, minor units */
  toDateMinor: number | null;
  /** present where there is no answer */
  reason?: 'nothing-expected';
}

/**
 * Revenue of points sold with goods, period by period, by cumulative catch-up (IFRS 15 B39-B43).
 *
 * Revenue to date = what was allocated × redeemed to date / expected in total, rounded half up; a period recognizes the
 * difference to what earlier ones did. A new estimate corrects the past in its own period; negative differences are right.
 *
 * @param allocatedMinor - part of the price that belongs to the points, minor units
 * @param periods - the estimates at the ends of the periods, in order
 * @returns one row a period, and what is still deferred, minor units
 * @throws InputError `not-an-integer`, `not-a-count`, `inconsistent` where more was redeemed than is expected in total
 *
 * @example What of 86.76 is revenue after 4,500 of 9,500 points, then 8,500 of 9,700?
 * ```ts
 * import { measureDeferredRevenue } from 'clientele/loyalty';
 *
 * const { periods, deferredMinor } = measureDeferredRevenue(8676, [
 *   { redeemedToDate: 4500, expectedInTotal: 9500 },
 *   { redeemedToDate: 8500, expectedInTotal: 9700 },
 * ]);
 * periods.map((period) => period.recognizedMinor); // => [4110, 3493]
 * deferredMinor; // => 1073
 * ```
 *
 * @see IFRS 15 Illustrative Example 52; KPMG, Revenue for customer loyalty programs, 2019
 */
export function measureDeferredRevenue(
  allocatedMinor: number,
  periods: readonly RedemptionEstimate[],
): { periods: RecognizedRevenue[]; deferredMinor: number } {
  requireInteger(allocatedMinor, 'allocatedMinor');
  let toDate = 0;
  const rows = requireList(periods, 'periods').map((period, i): RecognizedRevenue => {
    const path = `periods[${i}]`;
    const { redeemedToDate, expectedInTotal } = requireObject(period, path);
    requireCount(redeemedToDate, `${path}.redeemedToDate`);
    requireCount(expectedInTotal, `${path}.expectedInTotal`);
    if (redeemedToDate > expectedInTotal)
      throw new InputError(
        'inconsistent',
        `${path}.redeemedToDate`,
        `expected at most ${expectedInTotal}, got ${redeemedToDate}`,
      );
    if (expectedInTotal === 0) return { recognizedMinor: null, toDateMinor: null, reason: 'nothing-expected' };
    const share = multiplyRatios([{ numerator: redeemedToDate, denominator: expectedInTotal }]);
    const now = multiplyRatio(allocatedMinor, share, 'half-up');
    const recognizedMinor = addSafe(now, -toDate);
    toDate = now;
    return { recognizedMinor, toDateMinor: now };
  });
  return { periods: rows, deferredMinor: addSafe(allocatedMinor, -toDate) };
}
