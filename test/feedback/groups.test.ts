import { describe, expect, test } from 'vitest';
import type { GroupCounts, Metric } from 'clientele/feedback';
import {
  CES_2,
  decomposeChange,
  ENPS,
  measureBySegment,
  measureInterval,
  measureWeighted,
  NPS,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const groups = (top: number, middle: number, bottom: number): GroupCounts => ({ top, middle, bottom });

describe('measureBySegment', () => {
  test('one hidden segment takes the smallest shown with it; ties by name', () => {
    const { segments } = measureBySegment(NPS, {
      z: groups(10, 0, 0),
      b: groups(0, 10, 0),
      a: groups(3, 0, 0),
      big: groups(50, 0, 0),
    });
    expect([segments.a.reason, segments.b.reason, segments.z.reason, segments.big.reason]).toEqual([
      'too-few',
      'complementary',
      undefined,
      undefined,
    ]);
    expect(segments.b).toEqual({
      value: null,
      reason: 'complementary',
      metric: 'nps',
      unit: 'points',
      numerator: null,
      denominator: null,
      variance: null,
      standardError: null,
    });
  });

  test('more is hidden until two are, and until they hold the minimum together; not one more', () => {
    const reasons = (sizes: Record<string, number>, minimumAnswers = 10) =>
      Object.entries(
        measureBySegment(
          NPS,
          Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, groups(size, 0, 0)])),
          { minimumAnswers },
        ).segments,
      ).flatMap(([name, { reason }]) => (reason ? [`${name} ${reason}`] : []));
    // Two small ones hold less than the minimum together: a third goes with them.
    expect(reasons({ a: 2, b: 3, c: 12, d: 11, e: 40 })).toEqual(['a too-few', 'b too-few', 'd complementary']);
    // They hold exactly the minimum: they are enough.
    expect(reasons({ a: 4, b: 6, c: 12, d: 40 })).toEqual(['a too-few', 'b too-few']);
    // One hidden cell, however the rest looks, takes one with it, never an empty one.
    expect(reasons({ a: 9, nobody: 0, c: 12, d: 40 })).toEqual(['a too-few', 'nobody empty', 'c complementary']);
    // A tie is broken by the name, whatever the order.
    expect(reasons({ a: 1, z: 20, y: 20, x: 20 })).toEqual(['a too-few', 'x complementary']);
    expect(reasons({ a: 1, x: 20, y: 20, z: 20 })).toEqual(['a too-few', 'x complementary']);
    expect(reasons({ a: 10, b: 20 })).toEqual([]);
  });

  test('nothing hidden, everything shown; nobody answered hides nothing; a small total is hidden itself', () => {
    expect(measureBySegment(NPS, { a: groups(3, 0, 0) }, { minimumAnswers: 1 }).segments.a.value).toBe(100);
    expect(measureBySegment(NPS, { a: groups(0, 0, 0), b: groups(20, 0, 0) }).segments.a).toMatchObject({
      reason: 'empty',
      denominator: 0,
    });
    const small = measureBySegment(NPS, { a: groups(3, 0, 0), b: groups(1, 0, 0) });
    expect(small.total).toMatchObject({ value: null, denominator: null, reason: 'too-few' });
    expect(measureBySegment(NPS, {}).total.reason).toBe('empty');
  });

  test('names are only names; tallies and means work; foreign tallies do not', () => {
    const tallies = JSON.parse(
      '{"__proto__":{"top":20,"middle":0,"bottom":0},"constructor":{"top":0,"middle":0,"bottom":20}}',
    );
    const { segments, total } = measureBySegment(NPS, tallies as Record<string, GroupCounts>);
    expect([segments['__proto__']!.value, segments['constructor']!.value, total.value]).toEqual([100, -100, 0]);
    const means = measureBySegment(
      CES_2,
      { a: tallyScores(CES_2, [1, 2]), b: tallyScores(CES_2, [7, 7]) },
      { minimumAnswers: 1 },
    );
    expect(means.total.value).toBe(4.25);
    expect(codeOf(() => measureBySegment(NPS as Metric, { a: tallyScores(ENPS, [1]) }))).toBe('metric-mismatch');
    expect(codeOf(() => measureBySegment(CES_2 as Metric, { a: groups(1, 0, 0) }))).toBe('wrong-type');
    expect(codeOf(() => measureBySegment(NPS, { a: groups(1, 0, 0) }, { minimumAnswers: 0.5 }))).toBe('not-a-count');
    const mixed = measureBySegment(NPS, { a: groups(20, 0, 0), b: tallyScores(NPS, Array(20).fill(0)) });
    expect(mixed.total.value).toBe(0);
  });
});

describe('decomposeChange', () => {
  const before = { smb: groups(120, 60, 20), mid: groups(50, 30, 20), ent: groups(10, 10, 30) };
  const after = { smb: groups(80, 50, 20), mid: groups(55, 30, 15), ent: groups(35, 35, 80) };

  test('Simpson: NPS falls from 31.43 to 13.75 although the segments hold (mix -18.21, rate +0.54)', () => {
    const split = decomposeChange(NPS, before, after);
    expect(split.before).toBeCloseTo(31.43, 2);
    expect(split.after).toBeCloseTo(13.75, 2);
    expect(split.mix).toBeCloseTo(-18.21, 2);
    expect(split.rate).toBeCloseTo(0.54, 2);
    expect(split.segments.ent.mix).toBeLessThan(0);
  });

  test('centering moves effects between segments, never the total', () => {
    const centered = decomposeChange(NPS, before, after);
    const plain = decomposeChange(NPS, before, after, { centered: false });
    expect(plain.mix).toBeCloseTo(centered.mix!, 12);
    expect(plain.segments.ent.mix).not.toBeCloseTo(centered.segments.ent.mix, 3);
  });

  test('three-way adds up with its interaction, per segment too', () => {
    const split = decomposeChange(NPS, before, after, { form: 'three-way' });
    expect(split.mix! + split.rate! + split.interaction!).toBeCloseTo(split.change!, 12);
    expect(split.segments.mid.interaction).toBeDefined();
  });

  test('a segment that comes or goes is all mix; empty and undefined ones are absent', () => {
    const gone = decomposeChange(
      NPS,
      { a: groups(5, 0, 0), b: groups(0, 0, 5) },
      { a: groups(5, 0, 0), b: groups(0, 0, 0) },
    );
    expect(gone).toMatchObject({ change: 100, mix: 100, rate: 0 });
    expect(decomposeChange(NPS, { a: groups(5, 0, 0) }, { a: groups(5, 0, 0), b: undefined as never }).change).toBe(0);
  });

  test('a segment without answers that then is gone, or comes without, changes nothing', () => {
    const [a, none] = [groups(5, 0, 5), groups(0, 0, 0)];
    const nothing = { change: 0, mix: 0, rate: 0 };
    for (const centered of [true, false]) {
      expect(decomposeChange(NPS, { a, b: none }, { a } as never, { centered })).toMatchObject(nothing);
      expect(decomposeChange(NPS, { a } as never, { a, b: none }, { centered })).toMatchObject(nothing);
    }
  });

  test('an empty period has no change', () => {
    expect(decomposeChange(NPS, {}, after)).toMatchObject({ before: null, change: null, mix: null, reason: 'empty' });
    expect(decomposeChange(NPS, before, {}, { form: 'three-way' })).toMatchObject({
      after: null,
      interaction: null,
      reason: 'empty',
    });
    expect(codeOf(() => decomposeChange(NPS, before, after, { form: 'shapley' as 'midpoint' }))).toBe('unknown-name');
  });
});

describe('measureWeighted', () => {
  const strata = { a: groups(30, 15, 5), b: groups(20, 20, 10), c: groups(5, 10, 35) };
  const population = { a: 5000, b: 3000, c: 2000 };

  test('R survey: 6.0693, with a finite population 6.0288 (postStratify gives 6.0285, a known divergence)', () => {
    const score = measureWeighted(NPS, strata, { population });
    expect(score).toMatchObject({ value: 19, answers: 150, unit: 'points', interval: { method: 'tango' } });
    expect(score.standardError).toBeCloseTo(6.0693, 4);
    expect(score.effectiveAnswers).toBeCloseTo(131.58, 2);
    expect(score.designEffect).toBeCloseTo(150 / 131.578947, 6);
    expect(measureWeighted(NPS, strata, { population, finitePopulation: true }).standardError).toBeCloseTo(6.0288, 4);
  });

  test('a stratum that nobody answered is named; one without population is left out', () => {
    const more = { population: { ...population, d: 10 } } as { population: typeof population };
    expect(measureWeighted(NPS, strata, more)).toMatchObject({
      value: null,
      reason: 'missing-stratum',
      missingStrata: ['d'],
      effectiveAnswers: null,
    });
    expect(measureWeighted(NPS, { ...strata, c: groups(0, 0, 0) }, { population })).toMatchObject({
      value: null,
      reason: 'missing-stratum',
      missingStrata: ['c'],
      answers: 100,
    });
    expect(measureWeighted(NPS, strata, { population: { ...population, c: 0 } }).answers).toBe(100);
    expect(measureWeighted(NPS, strata, { population: { a: 0, b: 0, c: 0 } })).toMatchObject({
      value: null,
      reason: 'empty',
    });
    expect(codeOf(() => measureWeighted(NPS, strata, { population: { a: 1, b: 1 } as typeof population }))).toBe(
      'missing-value',
    );
    expect(codeOf(() => measureWeighted(NPS, strata, { population: { ...population, a: -1 } }))).toBe('out-of-range');
    expect(
      codeOf(() => measureWeighted(NPS, strata, { population: { a: 20, b: 50, c: 50 }, finitePopulation: true })),
    ).toBe('inconsistent');
  });

  test('a stratum of one answer hides its spread, unless everybody was asked; never NaN', () => {
    const one = { a: groups(1, 0, 0), b: groups(20, 20, 10) };
    expect(measureWeighted(NPS, one, { population: { a: 1, b: 1 } })).toMatchObject({ standardError: null });
    expect(
      measureWeighted(NPS, one, { population: { a: 1, b: 100 }, finitePopulation: true }).standardError,
    ).toBeGreaterThan(0);
  });

  test('means take t with n - strata degrees of freedom, shares Wilson at the effective size', () => {
    const efforts = { a: tallyScores(CES_2, [5, 6, 7]), b: tallyScores(CES_2, [1, 2]) };
    // Variances 1 of three and 0.5 of two: √(1/12 + 0.5/8) = 0.381881, times t(0.975, 5 − 2) = 3.182446 of R.
    const low: unknown = expect.closeTo(3.75 - 3.182446 * 0.381881, 5);
    expect(measureWeighted(CES_2, efforts, { population: { a: 1, b: 1 } })).toMatchObject({
      value: 3.75,
      unit: 'scale',
      interval: { low, method: 't' },
    });
    const single = { a: tallyScores(CES_2, [5]) };
    expect(measureWeighted(CES_2, single, { population: { a: 1 } })).toMatchObject({
      value: 5,
      interval: null,
      noInterval: 'one-answer',
    });
    // Two answers more than strata, but one stratum of one: its spread is unknown, so is that of the whole.
    const partly = { a: tallyScores(CES_2, [5]), b: tallyScores(CES_2, [1, 2, 3]) };
    expect(measureWeighted(CES_2, partly, { population: { a: 1, b: 1 } })).toMatchObject({
      value: 3.5,
      standardError: null,
      interval: null,
      noInterval: 'one-answer',
    });
    expect(measureWeighted(THUMBS, { a: groups(9, 0, 1) }, { population: { a: 1 } })).toMatchObject({
      unit: 'share',
      interval: { method: 'wilson' },
    });
    // By hand: shares 0.6·0.8 + 0.4·0.875 = 0.83 at n = 1/(0.36/50 + 0.16/80) = 108.7, then Wilson.
    const men = { top: 40, middle: 0, bottom: 10 };
    const women = { top: 70, middle: 0, bottom: 10 };
    const { interval } = measureWeighted(THUMBS, { men, women }, { population: { men: 600, women: 400 } });
    const n = 1 / (0.36 / 50 + 0.16 / 80);
    const z2 = 1.959963984540054 ** 2;
    const middle = (0.83 + z2 / (2 * n)) / (1 + z2 / n);
    const half = Math.sqrt(z2 * ((0.83 * 0.17) / n + z2 / (4 * n * n))) / (1 + z2 / n);
    expect(interval!.low).toBeCloseTo(middle - half, 10);
    expect(interval!.high).toBeCloseTo(middle + half, 10);
  });

  test('the interval of a net score is that of the weighted shares at the effective size', () => {
    const strata = { a: groups(30, 15, 5), b: groups(20, 20, 10), c: groups(5, 10, 35) };
    const { interval, effectiveAnswers } = measureWeighted(NPS, strata, { population: { a: 5, b: 3, c: 2 } });
    // Shares 0.5·0.6 + 0.3·0.4 + 0.2·0.1 = 0.44 and 0.5·0.1 + 0.3·0.2 + 0.2·0.7 = 0.25: between 131 and 132 answers of 44/31/25.
    const plain = (n: number) => measureInterval(NPS, { top: 44 * n, middle: 31 * n, bottom: 25 * n }).interval!;
    expect(effectiveAnswers).toBeCloseTo(131.5789, 4);
    expect(interval!.low).toBeGreaterThan(plain(1).low);
    expect(interval!.low).toBeLessThan(plain(2).low);
    expect(interval!.low).toBeCloseTo(4.86362, 5);
    expect(interval!.high).toBeCloseTo(32.30311, 5);
  });
});
