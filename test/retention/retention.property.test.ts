import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  churnRate,
  customerBaseBridge,
  mergeCohortTallies,
  mergeOrderTallies,
  repeatPurchaseRate,
  rescaleRetentionRate,
  retentionRate,
  retentionRateFromCounts,
  tabulateCohorts,
  tallyCohorts,
  tallyOrders,
} from 'clientele/retention';
import { logs, parted } from './logs.ts';

const seed = 20261125;
const asOf = '2024-02-01T00:00:00Z';
const ids = fc.array(fc.constantFrom('a', 'b', 'c', 1, 2, '1'));
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('the customer base bridge always closes, and retention and churn share a base', () => {
  fc.assert(
    fc.property(ids, ids, ids, (atStart, atEnd, everBefore) => {
      const bridge = customerBaseBridge({ atStart, atEnd, everBefore });
      expect(bridge.opening + bridge.new + bridge.reactivated - bridge.churned).toBe(bridge.closing);
      expect(bridge.kept + bridge.churned).toBe(bridge.opening);
      const kept = retentionRate({ atStart, atEnd });
      expect(kept.numerator + churnRate({ atStart, atEnd }).numerator).toBe(kept.denominator);
      expect(json(bridge)).toEqual(bridge);
    }),
    { seed, numRuns: 300 },
  );
});

test('order tallies: the merged parts are the whole, whatever the order of the rows, and JSON keeps them', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const whole = tallyOrders(log, { asOf });
      const [a, b] = parted(log);
      expect(mergeOrderTallies(tallyOrders(a, { asOf }), tallyOrders(b, { asOf }))).toEqual(whole);
      expect(mergeOrderTallies(tallyOrders(b, { asOf }), tallyOrders(a, { asOf }))).toEqual(whole);
      expect(tallyOrders(log.toReversed(), { asOf })).toEqual(whole);
      expect(json(whole)).toEqual(whole);
      const { value } = repeatPurchaseRate(whole);
      if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
    }),
    { seed, numRuns: 300 },
  );
});

test('cohort tallies: the merged parts are the whole; every order of a known customer is in one cell', () => {
  fc.assert(
    fc.property(logs, fc.constantFrom('week', 'month', 'quarter' as const), (log, period) => {
      const options = { asOf, period, timeZone: 'America/St_Johns' } as const;
      const whole = tallyCohorts(log, options);
      const [a, b] = parted(log);
      expect(mergeCohortTallies(tallyCohorts(a, options), tallyCohorts(b, options))).toEqual(whole);
      expect(json(whole)).toEqual(whole);
      const orders = whole.cohorts.reduce((sum, cohort) => sum + cohort.orders!.reduce((p, q) => p + q, 0), 0);
      expect(orders).toBe(tallyOrders(log, options).orders);
    }),
    { seed, numRuns: 200 },
  );
});

test('bounded ≤ rolling, unbroken ≤ bounded, and rolling and unbroken never rise', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const tally = tallyCohorts(log, { asOf, period: 'month' });
      const view = (kind: 'bounded' | 'rolling' | 'unbroken') =>
        tabulateCohorts(tally, { metric: 'customers', kind }).cohorts.map((row) =>
          row.cells.map((cell) => cell.numerator),
        );
      const [bounded, rolling, unbroken] = [view('bounded'), view('rolling'), view('unbroken')];
      bounded.forEach((row, i) =>
        row.forEach((count, k) => {
          expect(count <= rolling[i]![k]! && unbroken[i]![k]! <= count).toBe(true);
          if (k > 0)
            expect(rolling[i]![k]! <= rolling[i]![k - 1]! && unbroken[i]![k]! <= unbroken[i]![k - 1]!).toBe(true);
        }),
      );
    }),
    { seed, numRuns: 200 },
  );
});

test('a rate restated for another span and back is the rate', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 365 }),
      fc.integer({ min: 1, max: 365 }),
      (rate, fromDays, toDays) => {
        const there = rescaleRetentionRate({ retentionRate: rate, fromDays, toDays });
        const back = rescaleRetentionRate({ retentionRate: there.retentionRate, fromDays: toDays, toDays: fromDays });
        expect(Math.abs(back.retentionRate - rate)).toBeLessThan(1e-12);
        expect(Math.abs(there.retentionRate + there.churnRate - 1)).toBeLessThan(1e-15);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('the interval of a rate lies in 0..1, holds it, and shrinks with more customers at the same rate', () => {
  const shares = fc.tuple(fc.nat(50), fc.nat(50)).filter(([kept, lost]) => kept + lost > 0);
  fc.assert(
    fc.property(shares, fc.integer({ min: 2, max: 50 }), ([kept, lost], times) => {
      const rate = (factor: number) =>
        retentionRateFromCounts({
          opening: factor * (kept + lost),
          closing: factor * kept,
          new: 0,
          reactivated: 0,
        });
      const { value, interval } = rate(1);
      const many = rate(times).interval!;
      expect(interval!.low).toBeGreaterThanOrEqual(0);
      expect(interval!.high).toBeLessThanOrEqual(1);
      expect(interval!.low).toBeLessThanOrEqual(value!);
      expect(interval!.high).toBeGreaterThanOrEqual(value!);
      expect(many.high - many.low).toBeLessThan(interval!.high - interval!.low);
    }),
    { seed, numRuns: 300 },
  );
});
