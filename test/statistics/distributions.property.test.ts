import {
  adjustBenjaminiHochberg,
  adjustHolm,
  agrestiCoullInterval,
  clopperPearsonInterval,
  compareProportions,
  fisherExactTest,
  fQuantile,
  fSurvival,
  jeffreysInterval,
  measureRate,
  mergeRates,
  normalCdf,
  normalQuantile,
  regularizedBeta,
  regularizedBetaInverse,
  regularizedGamma,
  studentCdf,
  studentQuantile,
  wilsonInterval,
} from 'clientele/statistics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const runs = { seed: 20261125, numRuns: 300 };
const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const shape = fc.double({ min: -3, max: 4, noNaN: true }).map((e) => 10 ** e);
const counts = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([denominator, x]) => ({ numerator: Math.round(denominator * x), denominator }));
const level = fc.double({ min: 0.01, max: 0.9999, noNaN: true });

test('distribution functions rise, stay in 0..1, and their mirror images add up', () => {
  fc.assert(
    fc.property(share, share, shape, shape, (p, q, a, b) => {
      const [x, y] = [Math.min(p, q), Math.max(p, q)];
      const [low, high] = [regularizedBeta(x, a, b), regularizedBeta(y, a, b)];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(high + 1e-12 * high);
      const { lower, upper } = regularizedGamma(a, b * x);
      expect(Math.abs(lower + upper - 1)).toBeLessThanOrEqual(1e-14);
      expect(lower).toBeLessThanOrEqual(regularizedGamma(a, b * y).lower * (1 + 1e-12));
      const t = (x - 0.5) * 40;
      expect(Math.abs(studentCdf(t, a) + studentCdf(-t, a) - 1)).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(normalCdf(t) + normalCdf(-t) - 1)).toBeLessThanOrEqual(1e-15);
    }),
    runs,
  );
});

test('the distribution function of a quantile is its share', () => {
  fc.assert(
    fc.property(share, shape, shape, (p, a, b) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThanOrEqual(1e-13);
      const x = regularizedBetaInverse(p, a, b);
      // Where the density is steep one step of x moves the share by more than its rounding.
      const [below, above] = [regularizedBeta(x * (1 - 1e-12), a, b), regularizedBeta(x * (1 + 1e-12), a, b)];
      if (x > 1e-290 && x < 1 - 1e-10) {
        expect(below).toBeLessThanOrEqual(p * (1 + 1e-11));
        expect(above).toBeGreaterThanOrEqual(p * (1 - 1e-11));
      }
      const df = a + 0.5;
      expect(Math.abs(studentCdf(studentQuantile(p, df), df) - p)).toBeLessThanOrEqual(1e-11);
      expect(Math.abs(fSurvival(fQuantile(p, df, b + 0.5), df, b + 0.5) - (1 - p))).toBeLessThanOrEqual(1e-10);
    }),
    runs,
  );
});

test('every interval lies in 0..1, is ordered, and mirrors; Wilson holds the point', () => {
  fc.assert(
    fc.property(counts, level, ({ numerator, denominator }, confidence) => {
      const options = { level: confidence };
      const mirror = { numerator: denominator - numerator, denominator };
      for (const method of [wilsonInterval, agrestiCoullInterval, clopperPearsonInterval, jeffreysInterval]) {
        const { low, high } = method({ numerator, denominator }, options)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThan(high);
        const other = method(mirror, options)!;
        expect(Math.abs(1 - other.high - low)).toBeLessThanOrEqual(1e-12);
      }
      const { low, high } = wilsonInterval({ numerator, denominator }, options)!;
      expect(low).toBeLessThanOrEqual(numerator / denominator);
      expect(high).toBeGreaterThanOrEqual(numerator / denominator);
    }),
    runs,
  );
});

test('a merged rate is the rate of both groups, in any order', () => {
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const both = { numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator };
      expect(mergeRates(measureRate(a), measureRate(b))).toEqual(measureRate(both));
      expect(mergeRates(measureRate(b), measureRate(a))).toEqual(measureRate(both));
      expect(JSON.parse(JSON.stringify(measureRate(a)))).toEqual(measureRate(a));
    }),
    runs,
  );
});

test('groups exchanged: the difference turns round, the p-values stay', () => {
  fc.assert(
    fc.property(counts, counts, (reference, compared) => {
      const there = compareProportions({ reference, compared });
      const back = compareProportions({ reference: compared, compared: reference });
      expect(there.difference! + back.difference!).toBe(0);
      expect(there.pValue).toBe(back.pValue);
      expect(there.interval!.low + back.interval!.high).toBeCloseTo(0, 12);
      expect(there.interval!.low).toBeLessThanOrEqual(there.difference!);
      expect(there.interval!.high).toBeGreaterThanOrEqual(there.difference!);
      const p = fisherExactTest({ reference, compared });
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      const other = fisherExactTest({ reference: compared, compared: reference });
      expect(Math.abs(p - other)).toBeLessThanOrEqual(1e-9 * p);
    }),
    runs,
  );
});

test('adjusted p-values are no smaller, keep the order, and Holm is never below Benjamini–Hochberg', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const [holm, bh] = [adjustHolm(ps), adjustBenjaminiHochberg(ps)];
      ps.forEach((p, i) => {
        expect(bh[i]!).toBeGreaterThanOrEqual(p * (1 - 1e-15));
        expect(holm[i]!).toBeGreaterThanOrEqual(bh[i]! * (1 - 1e-15));
        expect(holm[i]!).toBeLessThanOrEqual(1);
        ps.forEach((q, j) => {
          if (p <= q) expect(holm[i]! <= holm[j]! && bh[i]! <= bh[j]!).toBe(true);
        });
      });
    }),
    runs,
  );
});
