import { describe, expect, test } from 'vitest';
import type { GroupCounts, Metric } from 'clientele/feedback';
import {
  CES_1,
  csatMetric,
  measureBootstrapInterval,
  measureCredibleInterval,
  measureInterval,
  NPS,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { normalCdf, wilsonInterval } from 'clientele/statistics';
import { codeOf } from '../code-of.ts';

const groups = (top: number, middle: number, bottom: number): GroupCounts => ({ top, middle, bottom });
const ends = ({ interval }: { interval: { low: number; high: number } | null }): number[] => [
  interval!.low,
  interval!.high,
];
const Z = 1.959963984540054;

describe('the score interval of a net score', () => {
  test('is Tango 1998 by default and says so', () => {
    const result = measureInterval(NPS, groups(62, 24, 14));
    expect(result).toMatchObject({ value: 48, unit: 'points', answers: 100, degenerate: false, outOfRange: false });
    expect(result.interval).toMatchObject({ level: 0.95, method: 'tango' });
    expect(ends(result)[0]).toBeCloseTo(32.39027399, 7);
    expect(ends(result)[1]).toBeCloseTo(60.81072628, 7);
    expect(result.standardError).toBeCloseTo(7.2774, 3);
  });

  test('has closed forms where all answers are alike: passives ±z²/(n+z²), promoters from (n−z²)/(n+z²)', () => {
    for (const n of [1, 2, 5, 10, 1000, 1e9]) {
      const passive = (100 * Z * Z) / (n + Z * Z);
      const [low, high] = ends(measureInterval(NPS, groups(0, n, 0)));
      expect(low).toBeCloseTo(-passive, 9);
      expect(high).toBeCloseTo(passive, 9);
      const [least, most] = ends(measureInterval(NPS, groups(n, 0, 0)));
      expect(least).toBeCloseTo((100 * (n - Z * Z)) / (n + Z * Z), 8);
      expect(most).toBe(100);
    }
  });

  test('without passives it is Wilson, stretched', () => {
    for (const [p, n] of [
      [3, 10],
      [1, 7],
      [50, 100],
      [999, 1000],
    ] as const) {
      const { low, high } = wilsonInterval({ numerator: p, denominator: n })!;
      const [a, b] = ends(measureInterval(NPS, groups(p, 0, n - p)));
      expect(a).toBeCloseTo(200 * low - 100, 8);
      expect(b).toBeCloseTo(200 * high - 100, 8);
    }
  });

  test('stays finite and honest at a billion answers', () => {
    const [low, high] = ends(measureInterval(NPS, groups(62e9, 24e9, 14e9)));
    expect(low!).toBeLessThan(48);
    expect(high!).toBeGreaterThan(48);
    expect(high! - low!).toBeCloseTo(2 * Z * measureInterval(NPS, groups(62e9, 24e9, 14e9)).standardError!, 6);
    const [near, top] = ends(measureInterval(NPS, groups(1e12, 1, 0)));
    expect(near).toBeLessThan(top!);
    expect(top).toBeLessThanOrEqual(100);
  });
});

describe('where Tango is Wilson of one group', () => {
  // As long as the bound u leaves 2·m·u ≥ d·(1 − u), no share of promoters is likelier than none: what is left is one share.
  test.each([
    [1, 1, 0.5],
    [5, 5, 0.5],
    [5, 5, 2],
    [1, 9, 1.96],
    [30, 70, 3],
  ])('%i detractors, %i passives, no promoters, %d standard errors', (bottom, middle, z) => {
    const level = 1 - 2 * normalCdf(-z);
    const share = wilsonInterval({ numerator: bottom, denominator: bottom + middle }, { level })!;
    const single = share.low >= bottom / (bottom + 2 * middle) - 1e-12;
    const [low, high] = ends(measureInterval(NPS, groups(0, middle, bottom), { level }));
    expect(low).toBeCloseTo(-100 * share.high, 9);
    if (single) expect(high).toBeCloseTo(-100 * share.low, 9);
    expect(ends(measureInterval(NPS, groups(bottom, middle, 0), { level }))).toEqual([-high!, -low!]);
  });

  test('a trillion answers, one of them a detractor, and no passives: the distance from 100 keeps its digits', () => {
    const n = 1e12;
    const { high } = wilsonInterval({ numerator: 1, denominator: n })!;
    const { low } = measureInterval(NPS, groups(n - 1, 0, 1)).interval!;
    expect((100 - low) / (200 * high)).toBeCloseTo(1, 3);
  });
});

describe('other methods', () => {
  test.each<[Metric, string, string]>([
    [NPS, 'score', 'tango'],
    [NPS, 'wald', 'wald'],
    [NPS, 'adjusted-wald', 'adjusted-wald'],
    [NPS, 'mover', 'mover'],
    [NPS, 't', 't'],
    [THUMBS, 'score', 'wilson'],
    [THUMBS, 'wald', 'wald'],
    [THUMBS, 'agresti-coull', 'agresti-coull'],
    [THUMBS, 'exact', 'exact'],
  ])('$id by %s is called by the name of what was computed: %s', (metric, method, name) => {
    const options = { method, level: 0.9 } as object;
    expect(measureInterval(metric, groups(5, 0, 2), options).interval).toMatchObject({ method: name, level: 0.9 });
  });

  test('a value has no reason, an interval no excuse', () => {
    expect(measureInterval(THUMBS, groups(5, 0, 5), { method: 'wald' })).toEqual({
      value: 0.5,
      standardError: Math.sqrt(0.25 / 10),
      interval: {
        low: expect.closeTo(0.19010248, 7),
        high: expect.closeTo(0.80989752, 7),
        level: 0.95,
        method: 'wald',
      },
      unit: 'share',
      answers: 10,
      degenerate: false,
      outOfRange: false,
    });
  });

  test('MOVER joins two Wilson intervals of the same confidence (Newcombe 1998, method 10)', () => {
    const [p, d, n, level] = [0.5, 0.2, 10, 0.8];
    const top = wilsonInterval({ numerator: 5, denominator: n }, { level })!;
    const bottom = wilsonInterval({ numerator: 2, denominator: n }, { level })!;
    const phi = (-p * d) / Math.sqrt(p * (1 - p) * d * (1 - d));
    const reach = (a: number, b: number): number => Math.sqrt(a * a - 2 * phi * a * b + b * b);
    const [low, high] = ends(measureInterval(NPS, groups(5, 3, 2), { method: 'mover', level }));
    expect(low).toBeCloseTo(100 * (p - d - reach(p - top.low, bottom.high - d)), 9);
    expect(high).toBeCloseTo(100 * (p - d + reach(top.high - p, d - bottom.low)), 9);
  });

  test('Wald and adjusted Wald leave the scale and are not clipped', () => {
    expect(measureInterval(NPS, groups(9, 1, 0), { method: 'wald' })).toMatchObject({ outOfRange: true });
    expect(ends(measureInterval(NPS, groups(9, 1, 0), { method: 'wald' }))[1]).toBeGreaterThan(100);
    expect(measureInterval(THUMBS, groups(1, 0, 28), { method: 'agresti-coull' })).toMatchObject({ outOfRange: true });
    expect(measureInterval(NPS, groups(5, 0, 0), { method: 'wald' })).toMatchObject({
      degenerate: true,
      outOfRange: false,
    });
  });

  test('pseudo-answers move the center of the adjusted interval, not the value', () => {
    for (const pseudoAnswers of ['rocks', 'laplace', 'bonett-price', 'agresti-min'] as const) {
      const result = measureInterval(NPS, groups(5, 0, 0), { method: 'adjusted-wald', pseudoAnswers });
      expect(result.value).toBe(100);
      expect((ends(result)[0]! + ends(result)[1]!) / 2).toBeLessThan(100);
    }
    expect(
      codeOf(() => measureInterval(NPS, groups(1, 1, 1), { method: 'adjusted-wald', pseudoAnswers: 'x' as 'rocks' })),
    ).toBe('unknown-name');
  });

  test('t needs two answers; score needs one', () => {
    expect(measureInterval(NPS, groups(1, 0, 0), { method: 't' })).toMatchObject({
      interval: null,
      noInterval: 'one-answer',
      value: 100,
    });
    expect(measureInterval(CES_1, tallyScores(CES_1, [3]))).toMatchObject({
      value: 3,
      interval: null,
      noInterval: 'one-answer',
    });
    expect(measureInterval(CES_1, tallyScores(CES_1, [1, 2]))).toMatchObject({ outOfRange: true });
    expect(measureInterval(NPS, groups(1, 0, 0)).interval).not.toBeNull();
  });

  test('MOVER without variance on a side has φ = 0', () => {
    const [low, high] = ends(measureInterval(NPS, groups(5, 0, 0), { method: 'mover' }));
    expect(low).toBeGreaterThan(-100);
    expect(high).toBeCloseTo(100, 9);
  });

  test('exact intervals end at 0 and 1', () => {
    expect(ends(measureInterval(THUMBS, groups(0, 0, 5), { method: 'exact' }))[0]).toBe(0);
    expect(ends(measureInterval(THUMBS, groups(5, 0, 0), { method: 'exact' }))[1]).toBe(1);
  });

  test('empty has neither value nor interval; wrong methods and levels are refused', () => {
    expect(measureInterval(NPS, groups(0, 0, 0))).toMatchObject({
      value: null,
      reason: 'empty',
      interval: null,
      answers: 0,
    });
    expect('noInterval' in measureInterval(NPS, groups(0, 0, 0))).toBe(false);
    for (const level of [0, 1, -1, 95, NaN])
      expect(codeOf(() => measureInterval(NPS, groups(1, 1, 1), { level }))).toBe('out-of-range');
    expect(codeOf(() => measureInterval(NPS as Metric, groups(1, 1, 1), { method: 'exact' }))).toBe('unknown-name');
    expect(codeOf(() => measureInterval(CES_1 as Metric, tallyScores(CES_1, [1]), { method: 'score' }))).toBe(
      'unknown-name',
    );
    expect(codeOf(() => measureInterval(THUMBS as Metric, groups(1, 0, 1), { method: 'mover' as 'exact' }))).toBe(
      'unknown-name',
    );
  });
});

describe('measureCredibleInterval', () => {
  test('five of five promoters: [21.6, 99.4], which misses the observed 100', () => {
    const [low, high] = ends(measureCredibleInterval(NPS, groups(5, 0, 0)));
    expect(low).toBeCloseTo(21.6, 1);
    expect(high).toBeCloseTo(99.35, 1);
  });

  test('is exactly mirrored by mirrored answers', () => {
    const [low, high] = ends(measureCredibleInterval(NPS, groups(7, 3, 2)));
    const [b, a] = ends(measureCredibleInterval(NPS, groups(2, 3, 7)));
    expect([-a!, -b!]).toEqual([low, high]);
  });

  test('finds the needle of a large survey', () => {
    const { interval, standardError } = measureCredibleInterval(NPS, groups(62_000, 24_000, 14_000));
    expect(interval!.high - interval!.low).toBeCloseTo(2 * Z * standardError!, 2);
  });

  // Uniform prior and one promoter: Dirichlet(2, 1, 1), of which P(P − D ≤ t) is (1 + t)³/4 below 0 and 1 − ¾(1 + t)(1 − t)² above.
  const below = (t: number): number => (t < 0 ? (1 + t) ** 3 / 4 : 1 - 0.75 * (1 + t) * (1 - t) ** 2);
  test.each([0.05, 0.2, 0.5, 0.6, 0.95])('one promoter and a uniform prior by the closed form, level %d', (level) => {
    const { interval } = measureCredibleInterval(NPS, groups(1, 0, 0), { level, prior: 1 });
    expect(interval).toMatchObject({ level, method: 'credible' });
    expect(below(interval!.low / 100)).toBeCloseTo((1 - level) / 2, 8);
    expect(below(interval!.high / 100)).toBeCloseTo((1 + level) / 2, 8);
  });

  test('a vanishing prior leaves what is certain: with promoters and passives a Beta law, without passives another', () => {
    // Dirichlet(1, 5, 0): P − D is the share of promoters, Beta(1, 5), of which P(x ≤ t) is 1 − (1 − t)⁵.
    const [low, high] = ends(measureCredibleInterval(NPS, groups(1, 5, 0), { prior: 1e-9 }));
    expect(low).toBeCloseTo(100 * (1 - 0.975 ** 0.2), 4);
    expect(high).toBeCloseTo(100 * (1 - 0.025 ** 0.2), 4);
    // Dirichlet(1, 0, 1): P − D is uniform between −1 and 1.
    const [least, most] = ends(measureCredibleInterval(NPS, groups(1, 0, 1), { prior: 1e-9 }));
    expect(least).toBeCloseTo(-95, 4);
    expect(most).toBeCloseTo(95, 4);
    expect(measureCredibleInterval(THUMBS, groups(3, 0, 2)).interval).toMatchObject({ method: 'credible' });
  });

  test('fixes the end of a share where nobody or everybody is in the top set', () => {
    expect(ends(measureCredibleInterval(THUMBS, groups(0, 0, 5)))[0]).toBe(0);
    expect(ends(measureCredibleInterval(THUMBS, groups(5, 0, 0)))[1]).toBe(1);
    expect(ends(measureCredibleInterval(THUMBS, groups(3, 0, 2), { prior: 1 }))[0]).toBeGreaterThan(0);
  });

  test('empty, bad priors, means', () => {
    expect(measureCredibleInterval(NPS, groups(0, 0, 0))).toMatchObject({
      value: null,
      reason: 'empty',
      interval: null,
    });
    expect(codeOf(() => measureCredibleInterval(NPS, groups(1, 1, 1), { prior: 0 }))).toBe('out-of-range');
    expect(codeOf(() => measureCredibleInterval(NPS, groups(1, 1, 1), { level: 1 }))).toBe('out-of-range');
    expect(codeOf(() => measureCredibleInterval(CES_1 as never, tallyScores(CES_1, [1])))).toBe('unsupported');
  });
});

describe('measureBootstrapInterval', () => {
  test('is the exact law: ten answers by enumeration', () => {
    // All sums of ten draws from 5/3/2, by convolution.
    let law = [1];
    for (let i = 0; i < 10; i++) {
      const next = Array<number>(law.length + 2).fill(0);
      law.forEach((mass, k) => [0.2, 0.3, 0.5].forEach((share, j) => (next[k + j]! += mass * share)));
      law = next;
    }
    const reach = (mass: number): number => {
      let sum = 0;
      return law.findIndex((one) => (sum += one) >= mass - 1e-12);
    };
    const bounds = [0.025, 0.975].map((mass) => 10 * (reach(mass) - 10));
    expect(ends(measureBootstrapInterval(NPS, groups(5, 3, 2)))).toEqual(bounds);
  });

  test('a cumulated law that meets its mass exactly is enough: two answers at 25 %', () => {
    // Sums −2, 0 and 2 of two draws have ¼, ½ and ¼: a quarter lies at −100, three quarters at 0 or below.
    const { interval } = measureBootstrapInterval(NPS, groups(1, 0, 1), { level: 0.5 });
    expect(interval).toEqual({ low: -100, high: 0, level: 0.5, method: 'bootstrap' });
  });

  test('without passives every second sum cannot be, and thousands of answers overflow no coefficient', () => {
    const n = 2000;
    // Binomial(2000, ½) by its own recurrence; half of the powers of ½ wait until the coefficients have grown.
    let mass = 0.5 ** 1000;
    let k = 0;
    for (let sum = mass * 0.5 ** 1000; sum < 0.025; sum += mass * 0.5 ** 1000) mass *= (n - k) / ++k;
    const low = (100 * (2 * k - n)) / n;
    expect(ends(measureBootstrapInterval(NPS, groups(n / 2, 0, n / 2)))).toEqual([low, -low]);
  });

  test('all alike has no width; no bottom, no top, and many answers work', () => {
    expect(measureBootstrapInterval(NPS, groups(5, 0, 0))).toMatchObject({
      degenerate: true,
      interval: { low: 100, high: 100 },
    });
    expect(ends(measureBootstrapInterval(NPS, groups(0, 3, 2)))).toEqual([-80, 0]);
    expect(ends(measureBootstrapInterval(NPS, groups(2, 3, 0)))).toEqual([0, 80]);
    expect(ends(measureBootstrapInterval(NPS, groups(50_000, 20_000, 30_000)))).toEqual([19.46, 20.54]);
    expect(ends(measureBootstrapInterval(NPS, groups(1, 99_998, 1)))[1]).toBeCloseTo(0.003, 9);
  });

  test('refuses more than 100,000 answers; empty is empty', () => {
    expect(codeOf(() => measureBootstrapInterval(NPS, groups(100_001, 0, 0)))).toBe('too-many');
    expect(measureBootstrapInterval(NPS, groups(0, 0, 0))).toMatchObject({ value: null, interval: null });
    expect(codeOf(() => measureBootstrapInterval(NPS, groups(1, 0, 0), { level: 0 }))).toBe('out-of-range');
  });
});

test('excluded levels leave the base of the interval too', () => {
  const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5], excluded: [3] });
  expect(measureInterval(csat, tallyScores(csat, [5, 5, 3, 3, 1])).answers).toBe(3);
});
