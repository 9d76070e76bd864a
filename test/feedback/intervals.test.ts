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
import { wilsonInterval } from 'clientele/statistics';
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

describe('other methods', () => {
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
