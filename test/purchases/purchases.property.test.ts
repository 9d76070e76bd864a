import type { Purchase, SummarizeOptions } from 'clientele/purchases';
import {
  countPurchases,
  listOrders,
  measurePurchaseGaps,
  mergePurchaseTallies,
  splitCalibrationHoldout,
  summarizePurchases,
  summarizeTally,
  tallyPurchases,
} from 'clientele/purchases';
import { dayNumber, startOfDay } from 'clientele/time';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const runs = { seed: 20261125, numRuns: 150 };
const HOUR = 3_600_000;
/** Instants on both sides of the night of 2010-11-07, when St. John's set its clock back over midnight. */
const START = Date.UTC(2010, 10, 1);
const zone = fc.constantFrom('UTC', 'America/New_York', 'America/St_Johns', 'Asia/Kolkata');
const sameDay = fc.constantFrom('merge', 'instants', 'rows');
const refunds = fc.constantFrom('exclude', 'net');
const row = fc.record({
  customerId: fc.constantFrom<string | number>('a', 'b', 1, '1', '__proto__'),
  at: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((n) => START + n * 11 * HOUR),
    fc.integer({ min: START, max: START + 400 * HOUR }),
  ),
  amount: fc.oneof(
    fc.constantFrom(0.1, 0.2, 0.3, 0, -0.1, -5, 1e16, 1e-9),
    fc.double({ min: -1e6, max: 1e9, noNaN: true }),
  ),
});
const log = fc.oneof(
  fc.array(row, { maxLength: 60 }),
  fc
    .array(row, { maxLength: 30 })
    .map((rows) => rows.map(({ customerId, at }): Purchase<string | number> => ({ customerId, at }))),
) as fc.Arbitrary<Purchase<string | number>[]>;
const options = fc.record({
  asOf: fc.integer({ min: START, max: START + 500 * HOUR }),
  timeZone: zone,
  sameDay,
  refunds,
}) as fc.Arbitrary<Required<SummarizeOptions> & { asOf: number }>;

/** A permutation drawn by sort keys. */
const shuffled = log.chain((rows) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: rows.length, maxLength: rows.length })
    .map((keys) => ({
      rows,
      other: rows
        .map((value, i) => ({ value, key: keys[i]! }))
        .sort((p, q) => p.key - q.key)
        .map(({ value }) => value),
    })),
);

test('the order of facts never matters, to the bit', () => {
  fc.assert(
    fc.property(shuffled, options, ({ rows, other }, o) => {
      expect(JSON.stringify(summarizePurchases(other, o))).toBe(JSON.stringify(summarizePurchases(rows, o)));
      expect(listOrders(other, o)).toEqual(listOrders(rows, o));
      expect(countPurchases(other, o)).toEqual(countPurchases(rows, o));
      expect(JSON.stringify(tallyPurchases(other, { timeZone: o.timeZone, sameDay: o.sameDay }))).toBe(
        JSON.stringify(tallyPurchases(rows, { timeZone: o.timeZone, sameDay: o.sameDay })),
      );
    }),
    runs,
  );
});

test('merge law: summarize(a ++ b) = summarizeTally(merge(tally a, tally b)), at any cut and in any order, to the bit', () => {
  fc.assert(
    fc.property(shuffled, options, fc.nat(60), fc.nat(60), ({ rows, other }, o, p, q) => {
      const { timeZone, sameDay: merging } = o;
      const [from, to] = [Math.min(p, q), Math.max(p, q)];
      const [a, b, c] = [other.slice(0, from), other.slice(from, to), other.slice(to)].map((part) =>
        tallyPurchases(part, { timeZone, sameDay: merging }),
      ) as [ReturnType<typeof tallyPurchases>, ReturnType<typeof tallyPurchases>, ReturnType<typeof tallyPurchases>];
      const left = mergePurchaseTallies(mergePurchaseTallies(a, b), c);
      const right = mergePurchaseTallies(c, mergePurchaseTallies(b, a));
      const whole = JSON.stringify(tallyPurchases(rows, { timeZone, sameDay: merging }));
      expect(JSON.stringify(left)).toBe(whole);
      expect(JSON.stringify(right)).toBe(whole);
      // merged days are read as of midnights only
      let asOf = o.asOf;
      if (merging === 'merge') asOf = Math.max(startOfDay(dayNumber(asOf, timeZone), timeZone), START);
      const late = rows.some(
        ({ at }) => (at as number) >= asOf && dayNumber(at as number, timeZone) < dayNumber(asOf, timeZone),
      );
      if (merging === 'merge' && (late || startOfDay(dayNumber(asOf, timeZone), timeZone) !== asOf)) return;
      expect(JSON.stringify(summarizeTally(left, { asOf, refunds: o.refunds }))).toBe(
        JSON.stringify(summarizePurchases(rows, { ...o, asOf })),
      );
    }),
    { ...runs, numRuns: 400 },
  );
});

test('every row is counted, merged, netted or ignored', () => {
  fc.assert(
    fc.property(log, options, (rows, o) => {
      const counts = countPurchases(rows, o);
      const { afterAsOf, refunds: left, unmatchedRefunds } = counts.ignored;
      expect(counts.rows).toBe(rows.length);
      expect(counts.counted + counts.mergedAway + counts.nettedRefunds + afterAsOf + left + unmatchedRefunds).toBe(
        counts.rows,
      );
      expect(counts.mergedAway).toBeGreaterThanOrEqual(0);
      const summaries = summarizePurchases(rows, o);
      expect(summaries.reduce((sum, s) => sum + s.purchases, 0)).toBe(counts.counted);
      expect(summaries.length).toBe(counts.customers);
      const known = new Set(rows.filter(({ at }) => (at as number) < o.asOf).map(({ customerId }) => customerId));
      expect(counts.customers + counts.customersWithoutPurchase).toBe(known.size);
      expect(counts.firstAt).toBe(summaries.length === 0 ? null : Math.min(...summaries.map((s) => s.firstAt)));
    }),
    runs,
  );
});

test('every answer is plain JSON', () => {
  fc.assert(
    fc.property(log, options, (rows, o) => {
      const { timeZone, sameDay: merging, refunds: rule } = o;
      const answers = [
        summarizePurchases(rows, o),
        countPurchases(rows, o),
        listOrders(rows, o),
        measurePurchaseGaps(rows, o),
        tallyPurchases(rows, { timeZone, sameDay: merging }),
        splitCalibrationHoldout(rows, {
          splitOn: '2010-11-07',
          endOn: '2010-11-12',
          timeZone,
          sameDay: merging,
          refunds: rule,
        }),
      ];
      for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
    }),
    runs,
  );
});

test('a summary agrees with itself and with its orders', () => {
  fc.assert(
    fc.property(log, options, (rows, o) => {
      const orders = listOrders(rows, o);
      summarizePurchases(rows, o).forEach((s, i) => {
        const list = orders[i]!.orders;
        expect(s.customerId).toBe(orders[i]!.customerId);
        expect(s.purchases).toBe(list.length);
        expect(s.repeatPurchases).toBe(s.purchases - 1);
        expect(s.daysSinceLast).toBeCloseTo(s.daysObserved - s.daysToLast, 9);
        expect(s.daysToLast).toBeGreaterThanOrEqual(0);
        expect(s.daysToLast).toBeLessThanOrEqual(s.daysObserved);
        expect(s.firstAt).toBe(list[0]!.firstAt);
        expect(s.lastAt).toBe(list.at(-1)!.lastAt);
        expect(s.meanRepeatAmount === null).toBe(s.repeatPurchases === 0 || s.totalAmount === null);
      });
    }),
    runs,
  );
});
