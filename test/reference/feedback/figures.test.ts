import { describe, expect, test } from 'vitest';
import {
  measureCredibleInterval,
  measureCronbachAlpha,
  measureDrivers,
  measureInterval,
  measureTrend,
  NPS,
  THUMBS,
} from 'clientele/feedback';

const about = {
  tango:
    'Bracketed bisection of Tango 1998 (DOI 10.1002/(SICI)1097-0258(19980430)17:8<891) to 1e-14, independent code; points',
  extremes: 'Bisection of the same equation with 50 digits (mpmath 1.4); nearly everybody alike; points',
  trend: 'R 4.2.2 prop.trend.test: chi-squared = statistic²',
  attitude:
    'R 4.2.2 datasets::attitude; psych 2.2.9 alpha(); relaimpo lmg; Johnson 2000 relative weights; outcome rating',
  tolerance: { tango: 1e-9, figures: 5e-7 },
};

/** Tango's bound by plain bisection of the textbook formula in counts. */
function tangoByBisection(p: number, m: number, d: number, z: number, upper: boolean): number {
  const n = p + m + d;
  const statistic = (t: number): number => {
    const a = 2 * n;
    const b = -(p + d) + (2 * n - p + d) * t;
    const c = -d * t * (1 - t);
    const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    return (p - d - n * t) / Math.sqrt(n * (2 * q + t * (1 - t)));
  };
  const estimate = (p - d) / n;
  let [low, high] = upper ? [estimate, 1] : [-1, estimate];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    const inside = upper ? statistic(middle) > -z : statistic(middle) < z;
    if (inside === upper) low = middle;
    else high = middle;
  }
  return 100 * ((low + high) / 2);
}

describe('figures made elsewhere', () => {
  test(about.tango, () => {
    const z = 1.959963984540054;
    for (const [top, middle, bottom] of [
      [62, 24, 14],
      [5, 3, 2],
      [1, 8, 1],
      [90, 8, 2],
      [2, 0, 5],
      [400, 320, 280],
    ] as const) {
      const { low, high } = measureInterval(NPS, { top, middle, bottom }).interval!;
      expect(Math.abs(low - tangoByBisection(top, middle, bottom, z, false))).toBeLessThan(100 * about.tolerance.tango);
      expect(Math.abs(high - tangoByBisection(top, middle, bottom, z, true))).toBeLessThan(100 * about.tolerance.tango);
    }
  });

  test(about.extremes, () => {
    for (const [groups, level, low, high] of [
      [{ top: 1e9, middle: 0, bottom: 1 }, 0.95, 99.99999886701315, 99.99999996469509],
      [{ top: 1e9, middle: 0, bottom: 1 }, 0.9999, 99.99999658436988, 99.99999998828913],
      [{ top: 1e9, middle: 0, bottom: 0 }, 0.95, 99.99999923170824, 100],
      [{ top: 1e6, middle: 0, bottom: 1 }, 0.95, 99.99886701877212, 99.99996469511996],
      [{ top: 1e9, middle: 1, bottom: 1e9 }, 0.95, -0.0043826126964826954, 0.0043826126964826954],
      [{ top: 1, middle: 1e9, bottom: 0 }, 0.95, -2.84145880693732e-7, 5.664934237632506e-7],
      [{ top: 12, middle: 5, bottom: 3 }, 0.9999, -28.981513141634643, 83.94188308197603],
    ] as const) {
      // What counts where nearly everybody is alike is the distance from the end of the scale.
      const near = (got: number, want: number): void => {
        const room = Math.min(100 - Math.abs(want), Math.abs(want));
        expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-9 * room + 1e-13);
      };
      const { interval } = measureInterval(NPS, groups, { level });
      near(interval!.low, low);
      near(interval!.high, high);
      const mirrored = { ...groups, top: groups.bottom, bottom: groups.top };
      expect(measureInterval(NPS, mirrored, { level }).interval!.low).toBe(-interval!.high);
    }
  });

  test(about.trend, () => {
    const smokers = [
      [83, 3],
      [90, 3],
      [129, 7],
      [70, 12],
    ].map(([top, bottom]) => ({ top: top!, middle: 0, bottom: bottom! }));
    expect(measureTrend(THUMBS, smokers).statistic! ** 2).toBeCloseTo(8.2249, 4);
  });

  const attitude = {
    rating: [
      43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, 81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48,
      85, 82,
    ],
    complaints: [
      51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77, 90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75, 57,
      85, 82,
    ],
    privileges: [
      30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54, 50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58, 44,
      71, 39,
    ],
    learning: [
      39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72, 72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74, 45,
      71, 59,
    ],
    raises: [
      61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79, 60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80, 51,
      77, 64,
    ],
    critical: [
      92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77, 54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78, 83,
      74, 78,
    ],
    advance: [
      45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46, 36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49, 38,
      55, 39,
    ],
  };

  test(about.attitude, () => {
    const { rating, ...predictors } = attitude;
    const johnson = measureDrivers({ outcome: rating, predictors }, { method: 'johnson' });
    const lmg = measureDrivers({ outcome: rating, predictors }, { method: 'shapley' });
    expect(johnson.rSquared).toBeCloseTo(0.732602, 6);
    const percents = (shares: Record<string, number>): number[] =>
      Object.values(shares).map((share) => Math.round(share * 1000) / 10);
    expect(percents(johnson.importanceShare!)).toEqual([49.5, 7.6, 22.3, 16.6, 1.1, 2.8]);
    expect(percents(lmg.importanceShare!)).toEqual([50.6, 6.9, 21.3, 16.4, 0.9, 3.8]);
    const alpha = measureCronbachAlpha(attitude, { scale: { min: 0, max: 100 } });
    expect(alpha.alpha).toBeCloseTo(0.843143, 6);
    expect(alpha.standardizedAlpha).toBeCloseTo(0.839084, 6);
    expect(alpha.interval!.low).toBeCloseTo(0.739376, 6);
    expect(alpha.interval!.high).toBeCloseTo(0.915773, 6);
  });

  test('credible quantiles agree with the Beta law where there are no passives and a vanishing prior for them', () => {
    const net = measureCredibleInterval(NPS, { top: 700, middle: 0, bottom: 300 }, { prior: 1e-6 }).interval!;
    const share = measureCredibleInterval(THUMBS, { top: 700, middle: 0, bottom: 300 }, { prior: 1e-6 }).interval!;
    expect(net.low).toBeCloseTo(200 * share.low - 100, 2);
    expect(net.high).toBeCloseTo(200 * share.high - 100, 2);
  });
});
