/** One test a defect that people met in other packages, named after the package and the issue where there is one. */
import { describe, expect, test } from 'vitest';
import { measurePurchaseGaps, summarizePurchases, type Purchase } from 'clientele/purchases';

const on = (customerId: string, ...days: string[]): Purchase[] =>
  days.map((day) => ({ customerId, at: `${day}T12:00:00Z` }));
const asOf = '2024-02-01T00:00:00Z';

describe('lifetimes 0.11.3', () => {
  test("freq='W' (#344): purchases of one week are merged, and the week's border decides how many there were", () => {
    // Friday to Monday and Monday to Friday: both are two purchase days, four days apart or less.
    const [across, inside] = summarizePurchases(
      [...on('across', '2024-01-05', '2024-01-08'), ...on('inside', '2024-01-08', '2024-01-12')],
      { asOf },
    );
    expect([across!.repeatPurchases, inside!.repeatPurchases]).toEqual([1, 1]);
    expect([across!.daysToLast, inside!.daysToLast]).toEqual([3, 4]);
  });

  test('the first order is in the mean amount, or is not, by a flag (#196, #208): here each mean has its name', () => {
    const [ann] = summarizePurchases(
      [100, 20, 30].map((amount, i) => ({ customerId: 'ann', at: `2024-01-0${i + 1}T12:00:00Z`, amount })),
      { asOf },
    );
    expect([ann!.meanAmount, ann!.meanRepeatAmount]).toEqual([50, 25]);
  });
});

describe('CLVTools 0.12.1', () => {
  test('a window of 39 weeks is called 38.857: both ends are days, and the days are counted', () => {
    const [ann] = summarizePurchases(on('ann', '2024-01-01'), { asOf: '2024-10-01T00:00:00Z' });
    expect(ann!.daysObserved).toBe(273);
  });
});

describe('traps of the same kind', () => {
  test('a day of 23 hours is a day: subtracted instants would lose one', () => {
    const [ann] = summarizePurchases(
      [
        { customerId: 'ann', at: '2024-03-30T12:00:00+01:00' },
        { customerId: 'ann', at: '2024-04-01T00:30:00+02:00' },
      ],
      { asOf: '2024-05-01T00:00:00+02:00', timeZone: 'Europe/Paris' },
    );
    expect([ann!.daysToLast, ann!.daysObserved]).toEqual([2, 31]);
  });

  test('1 and "1" are two customers', () => {
    const rows: Purchase<string | number>[] = [1, '1'].map((customerId) => ({
      customerId,
      at: '2024-01-05T00:00:00Z',
    }));
    expect(summarizePurchases(rows, { asOf })).toHaveLength(2);
  });

  test('the sum of log gaps (litt) has no value where two orders share a day', () => {
    const rows = on('ann', '2024-01-01', '2024-01-01', '2024-01-09');
    expect(summarizePurchases(rows, { asOf, sameDay: 'rows' })[0]!.sumLogGapDays).toBeNull();
    expect(summarizePurchases(rows, { asOf })[0]!.sumLogGapDays).toBeCloseTo(Math.log(8), 14);
    expect(measurePurchaseGaps(rows, { asOf, sameDay: 'rows' }).gapDays).toMatchObject({ count: 2, mean: 4 });
  });
});
