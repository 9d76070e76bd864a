import { describe, expect, test } from 'vitest';
import { fitGammaGamma, measureSpendIndependence, type SpendHistory } from 'clientele/clv';
import { correlation } from 'clientele/statistics';

const rows: SpendHistory[] = Array.from({ length: 60 }, (_, i) => ({
  repeatPurchases: i % 7,
  meanRepeatAmount: i % 7 === 0 ? null : 10 + ((i * 29) % 53),
}));
const used = rows.filter((row) => row.repeatPurchases > 0);

describe('measureSpendIndependence', () => {
  test('is the plain correlation over customers with a repeat amount, and the one that the fit reports', () => {
    const found = measureSpendIndependence(rows);
    const plain = correlation(
      used.map((row) => row.repeatPurchases),
      used.map((row) => row.meanRepeatAmount!),
    ).value!;
    expect(found.value).toBeCloseTo(plain, 12);
    expect(found.value).toBe(fitGammaGamma(rows).fit!.correlation);
    expect(found.n).toBe(used.length);
    expect(found.violated).toBe(false);
  });

  test("its interval is Fisher's", () => {
    const found = measureSpendIndependence(rows);
    const z = Math.atanh(found.value!);
    const width = 1.959963984540054 / Math.sqrt(found.n - 3);
    expect(Math.atanh(found.interval!.low)).toBeCloseTo(z - width, 12);
    expect(Math.atanh(found.interval!.high)).toBeCloseTo(z + width, 12);
    expect(found.interval).toMatchObject({ level: 0.95, method: 'fisher' });
    expect(found.standardError).toBeCloseTo((1 - found.value! ** 2) / Math.sqrt(found.n - 3), 12);
    // Four customers are the fewest that have one.
    const four = [2, 3, 1, 4].map((x) => ({ repeatPurchases: x, meanRepeatAmount: 10 + (x % 3) }));
    expect(measureSpendIndependence(four).interval).not.toBeNull();
    const narrow = measureSpendIndependence(rows, { level: 0.5 }).interval!;
    expect(narrow.low).toBeGreaterThan(found.interval!.low);
    expect(narrow.high).toBeLessThan(found.interval!.high);
  });

  test('shows the mean amount by repeat purchases', () => {
    const found = measureSpendIndependence(rows);
    expect(found.byFrequency.map((group) => group.repeatPurchases)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found.byFrequency.reduce((sum, group) => sum + group.customers, 0)).toBe(found.n);
    for (const { repeatPurchases, customers, meanAmount } of found.byFrequency) {
      const own = used.filter((row) => row.repeatPurchases === repeatPurchases);
      expect(customers).toBe(own.length);
      expect(meanAmount).toBeCloseTo(own.reduce((sum, row) => sum + row.meanRepeatAmount!, 0) / own.length, 10);
    }
  });

  test('a row of several customers counts as often, in any order', () => {
    const twice = measureSpendIndependence([...rows, ...rows]);
    const grouped = measureSpendIndependence(rows.map((row) => ({ ...row, customers: 2 })).toReversed());
    expect(grouped.value).toBeCloseTo(twice.value!, 14);
    expect(grouped.n).toBe(twice.n);
    expect(JSON.parse(JSON.stringify(grouped))).toEqual(grouped);
  });

  test('says violated above 0.3 in size, either way', () => {
    const line = (sign: number) =>
      [1, 2, 3, 4, 5].map((x) => ({ repeatPurchases: x, meanRepeatAmount: 50 + sign * 7 * x }));
    expect(measureSpendIndependence(line(1))).toMatchObject({ value: 1, violated: true, standardError: 0 });
    expect(measureSpendIndependence(line(-1))).toMatchObject({ value: -1, violated: true });
    expect(measureSpendIndependence(line(1)).interval).toMatchObject({ low: 1, high: 1 });
  });

  test('four customers by hand: a correlation of 0.32 is a violation, one of 0.16 is none', () => {
    // Of x = 1, 2, 3, 4 and m = 4, 1, 7, 4 the squares add up to 5 and 18, the products to 3.
    const of = (amounts: number[]) =>
      amounts.map((meanRepeatAmount, i) => ({ repeatPurchases: i + 1, meanRepeatAmount }));
    const above = measureSpendIndependence(of([4, 1, 7, 4]));
    expect(above.value).toBeCloseTo(3 / Math.sqrt(90), 12);
    expect(above.violated).toBe(true);
    expect(measureSpendIndependence(of([4, 1, 7, 3])).violated).toBe(false);
  });

  test('a spread that is only the rounding of a mean is none; in any currency one of billionths is one', () => {
    const of = (counts: number[], amounts: number[]) =>
      amounts.map((meanRepeatAmount, i) => ({ repeatPurchases: counts[i]!, meanRepeatAmount }));
    const counts = [1, 2, 3, 4, 5, 6, 7];
    for (const unit of [1e-9, 1, 1e9]) {
      const equal = counts.map((x) => (unit * 0.1 * 3 * x) / x);
      expect(measureSpendIndependence(of(counts, equal)).value).toBeNull();
      const nearly = counts.map((x) => unit * (0.3 + 1e-9 * ((x * 3) % 7)));
      const plain = correlation(
        counts,
        counts.map((x) => (x * 3) % 7),
      ).value!;
      expect(measureSpendIndependence(of(counts, nearly)).value).toBeCloseTo(plain, 6);
      const far = counts.map((x) => 1e6 + x);
      expect(
        measureSpendIndependence(
          of(
            far,
            counts.map((x) => unit * ((x * 3) % 7 || 7)),
          ),
        ).value,
      ).not.toBeNull();
      expect(
        measureSpendIndependence(
          of(
            counts.map(() => 3),
            nearly,
          ),
        ).value,
      ).toBeNull();
    }
  });

  test('says why there is none', () => {
    const row = { repeatPurchases: 2, meanRepeatAmount: 20 };
    const none = { value: null, standardError: null, interval: null, violated: null };
    expect(measureSpendIndependence([row])).toMatchObject({ ...none, reason: 'too-few', n: 1 });
    expect(measureSpendIndependence([{ repeatPurchases: 0, meanRepeatAmount: null }])).toMatchObject({
      ...none,
      reason: 'too-few',
      n: 0,
      byFrequency: [],
    });
    expect(measureSpendIndependence([row, row])).toMatchObject({ ...none, reason: 'no-variance', n: 2 });
    expect(measureSpendIndependence([row, row, row])).toMatchObject({ ...none, reason: 'no-variance', n: 3 });
    const three = [row, { ...row, repeatPurchases: 3 }, { repeatPurchases: 1, meanRepeatAmount: 30 }];
    const few = measureSpendIndependence(three);
    expect(few).toMatchObject({ interval: null, noInterval: 'too-few', n: 3 });
    expect(few.value).toBeLessThan(0);
    expect(few).not.toHaveProperty('reason');
  });

  test('refuses what it cannot read', () => {
    expect(() => measureSpendIndependence([])).toThrow(expect.objectContaining({ code: 'empty' }));
    expect(() => measureSpendIndependence([{ repeatPurchases: 1.5, meanRepeatAmount: 1 }])).toThrow(
      expect.objectContaining({ code: 'not-a-count', argument: 'histories[0].repeatPurchases' }),
    );
    expect(() => measureSpendIndependence(rows, { level: 1 })).toThrow(
      expect.objectContaining({ code: 'out-of-range', argument: 'options.level' }),
    );
  });
});
