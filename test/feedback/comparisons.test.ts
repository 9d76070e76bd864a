import { describe, expect, test } from 'vitest';
import type { GroupCounts, Metric } from 'clientele/feedback';
import {
  CES_1,
  CES_2,
  compareScores,
  measureAgainstBenchmark,
  measureInterval,
  measureTrend,
  NPS,
  planSampleSize,
  planSampleSizeToCompare,
  meanMetric,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const groups = (top: number, middle: number, bottom: number): GroupCounts => ({ top, middle, bottom });

describe('compareScores', () => {
  const reference = groups(52, 26, 22);
  const compared = groups(62, 24, 14);

  test('is signed, antisymmetric and within ±200', () => {
    const up = compareScores(NPS, { reference, compared });
    const down = compareScores(NPS, { reference: compared, compared: reference });
    expect(up).toMatchObject({ difference: 18, test: 'pooled-score', direction: 'better' });
    expect(down).toMatchObject({ difference: -18, direction: 'worse', pValue: up.pValue });
    expect(down.interval!.low).toBeCloseTo(-up.interval!.high, 9);
    const far = compareScores(NPS, { reference: groups(0, 0, 5), compared: groups(5, 0, 0) });
    expect(far.interval!.high).toBeLessThanOrEqual(200);
  });

  test('better follows the metric: effort of the first kind improves downwards', () => {
    const pair = { reference: tallyScores(CES_1, [1, 2, 2]), compared: tallyScores(CES_1, [3, 4, 4]) };
    expect(compareScores(CES_1, pair)).toMatchObject({ test: 'welch', direction: 'worse' });
    const second = { reference: tallyScores(CES_2, [1, 2, 2]), compared: tallyScores(CES_2, [3, 4, 4]) };
    expect(compareScores(CES_2, second).direction).toBe('better');
    expect(compareScores(NPS, { reference, compared: reference }).direction).toBe('equal');
  });

  test('all alike: pooled says p = 1, Wald and Welch say no variance', () => {
    const alike = { reference: groups(3, 0, 0), compared: groups(5, 0, 0) };
    expect(compareScores(NPS, alike)).toMatchObject({ statistic: 0, pValue: 1, difference: 0 });
    expect(compareScores(NPS, alike, { test: 'wald' })).toMatchObject({
      statistic: null,
      pValue: null,
      interval: null,
      reason: 'no-variance',
    });
    expect(compareScores(NPS, alike, { test: 'welch' })).toMatchObject({ statistic: null, reason: 'no-variance' });
    const one = { reference: groups(1, 0, 0), compared: groups(0, 0, 1) };
    expect(compareScores(NPS, one, { test: 'welch' })).toMatchObject({
      difference: -200,
      statistic: null,
      reason: 'no-variance',
    });
    expect(compareScores(NPS, one, { test: 'adjusted-wald' }).statistic).not.toBeNull();
  });

  test('Wald, adjusted Wald and Welch by hand', () => {
    const variance = (p: number, d: number): number => 1e4 * (p + d - (p - d) ** 2);
    const z = 1.959963984540054;
    const wald = compareScores(NPS, { reference, compared }, { test: 'wald' });
    const error = Math.sqrt((variance(0.52, 0.22) + variance(0.62, 0.14)) / 100);
    expect(wald.standardError).toBeCloseTo(error, 10);
    expect(wald.statistic).toBeCloseTo(18 / error, 10);
    // 2Φ(−1.657315)
    expect(wald.pValue).toBeCloseTo(0.0974558, 6);
    expect(wald.interval).toMatchObject({ level: 0.95, method: 'wald' });
    expect(wald.interval!.low).toBeCloseTo(18 - z * error, 9);
    expect(wald.interval!.high).toBeCloseTo(18 + z * error, 9);

    const adjusted = compareScores(NPS, { reference, compared }, { test: 'adjusted-wald' });
    const wide = Math.sqrt((variance(52.75 / 103, 22.75 / 103) + variance(62.75 / 103, 14.75 / 103)) / 103);
    expect(adjusted.difference).toBeCloseTo((100 * 18) / 103, 10);
    expect(adjusted.statistic).toBeCloseTo((100 * 18) / 103 / wide, 9);
    expect(adjusted.interval!.high).toBeCloseTo((100 * 18) / 103 + z * wide, 9);

    const few = { reference: groups(2, 1, 1), compared: groups(5, 1, 0) };
    const welch = compareScores(NPS, few, { test: 'welch' });
    // Sample variances of −1, 0, 1 in points: 9166.67 of four, 1666.67 of six.
    const [a, b] = [27_500 / 3 / 4, 5_000 / 3 / 6];
    expect(welch.difference).toBeCloseTo(83.3333 - 25, 3);
    expect(welch.standardError).toBeCloseTo(Math.sqrt(a + b), 9);
    expect(welch.statistic).toBeCloseTo((250 / 3 - 25) / Math.sqrt(a + b), 9);
    expect(welch.degreesOfFreedom).toBeCloseTo((a + b) ** 2 / (a ** 2 / 3 + b ** 2 / 5), 9);
  });

  test('Fisher has a p-value and the interval of the default', () => {
    const pair = { reference: groups(3, 0, 7), compared: groups(9, 0, 1) };
    const fisher = compareScores(THUMBS, pair, { test: 'fisher' });
    expect(fisher.pValue).toBeCloseTo(0.0197666, 6);
    expect(fisher).toMatchObject({
      statistic: null,
      standardError: null,
      interval: compareScores(THUMBS, pair).interval,
    });
  });

  test('Welch has the confidence asked for, and needs two answers on each side', () => {
    const { standardError, degreesOfFreedom, interval } = compareScores(
      NPS,
      { reference: groups(4, 0, 0), compared: groups(2, 1, 1) },
      { test: 'welch', level: 0.8 },
    );
    // 100, 100, 0 and −100 have the sample variance 27 500/3.
    expect(standardError).toBeCloseTo(Math.sqrt(27_500 / 3 / 4), 10);
    expect(degreesOfFreedom).toBeCloseTo(3, 12);
    expect(interval).toMatchObject({ level: 0.8 });
    // t(0.9, 3) of R is 1.637744.
    expect(interval!.high).toBeCloseTo(-75 + 1.637744 * standardError!, 4);
    const single = { reference: groups(1, 0, 0), compared: groups(2, 1, 1) };
    expect(compareScores(NPS, single, { test: 'welch' })).toMatchObject({ difference: -75, reason: 'no-variance' });
    const pair = { reference: tallyScores(CES_2, [4, 6]), compared: tallyScores(CES_2, [5, 7]) };
    expect(compareScores(CES_2, pair).standardError).toBeCloseTo(Math.sqrt(2 / 2 + 2 / 2), 12);
  });

  test('empty groups, foreign tests and levels', () => {
    expect(compareScores(NPS, { reference, compared: groups(0, 0, 0) })).toEqual({
      difference: null,
      standardError: null,
      statistic: null,
      pValue: null,
      interval: null,
      test: 'pooled-score',
      reason: 'empty',
    });
    expect(compareScores(NPS, { reference: groups(0, 0, 0), compared })).toMatchObject({
      difference: null,
      reason: 'empty',
    });
    expect(codeOf(() => compareScores(NPS as Metric, { reference, compared }, { test: 'fisher' }))).toBe(
      'unknown-name',
    );
    expect(codeOf(() => compareScores(NPS, { reference, compared }, { level: 1 }))).toBe('out-of-range');
  });

  test('p-values stay right far out in the tail', () => {
    const { statistic, pValue } = compareScores(NPS, {
      reference: groups(200, 100, 500),
      compared: groups(500, 100, 200),
    });
    expect(statistic).toBeGreaterThan(12);
    expect(pValue).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(1e-30);
  });
});

describe('measureAgainstBenchmark', () => {
  test('test and interval are one: at a bound of the 95 % interval the two-sided p is 0.05', () => {
    for (const counted of [groups(62, 24, 14), groups(3, 1, 0), groups(1, 8, 1)]) {
      const { low, high } = measureInterval(NPS, counted).interval!;
      for (const benchmark of [low, high].filter((end) => Math.abs(end) < 100)) {
        expect(measureAgainstBenchmark(NPS, counted, { benchmark, alternative: 'two-sided' }).pValue).toBeCloseTo(
          0.05,
          7,
        );
      }
    }
    const { low } = measureInterval(THUMBS, groups(8, 0, 2)).interval!;
    expect(
      measureAgainstBenchmark(THUMBS, groups(8, 0, 2), { benchmark: low, alternative: 'two-sided' }).pValue,
    ).toBeCloseTo(0.05, 9);
  });

  test('directions are tails of one statistic', () => {
    const p = (alternative: 'greater' | 'less') =>
      measureAgainstBenchmark(NPS, groups(5, 3, 2), { benchmark: 0, alternative }).pValue!;
    expect(p('greater') + p('less')).toBeCloseTo(1, 12);
    expect(measureAgainstBenchmark(NPS, groups(0, 5, 0), { benchmark: 0 }).statistic).toBe(0);
  });

  test('is named after its statistic, and only t has degrees of freedom', () => {
    const net = measureAgainstBenchmark(NPS, groups(5, 3, 2), { benchmark: 0 });
    const share = measureAgainstBenchmark(THUMBS, groups(5, 0, 2), { benchmark: 0.5 });
    const mean = measureAgainstBenchmark(CES_2, tallyScores(CES_2, [4, 6]), { benchmark: 4 });
    expect([net.test, share.test, mean.test]).toEqual(['tango', 'wilson', 't']);
    expect([net, share, mean].map((found) => 'degreesOfFreedom' in found)).toEqual([false, false, true]);
  });

  test('means take t; one answer, all alike, and nothing say so', () => {
    const t = measureAgainstBenchmark(CES_2, tallyScores(CES_2, [4, 5, 6]), { benchmark: 4 });
    expect(t).toMatchObject({ test: 't', degreesOfFreedom: 2, difference: 1 });
    expect(measureAgainstBenchmark(CES_2, tallyScores(CES_2, [5]), { benchmark: 4 })).toMatchObject({
      reason: 'too-few',
      pValue: null,
    });
    expect(measureAgainstBenchmark(CES_2, tallyScores(CES_2, [5, 5]), { benchmark: 4 })).toMatchObject({
      reason: 'no-variance',
    });
    expect(measureAgainstBenchmark(NPS, groups(0, 0, 0), { benchmark: 4 })).toMatchObject({
      value: null,
      reason: 'empty',
    });
  });

  test('t by hand: 5, 6 and 7 against 5', () => {
    const tally = tallyScores(CES_2, [5, 6, 7]);
    const found = measureAgainstBenchmark(CES_2, tally, { benchmark: 5 });
    // (6 − 5)/√(1/3); with two degrees of freedom P(T > t) = ½ − t/(2√(2 + t²)).
    expect(found.statistic).toBeCloseTo(Math.sqrt(3), 12);
    expect(found.degreesOfFreedom).toBe(2);
    expect(found.pValue).toBeCloseTo(0.5 - Math.sqrt(3) / (2 * Math.sqrt(5)), 10);
  });

  test('a benchmark lies strictly inside the range', () => {
    for (const benchmark of [100, -100, 150])
      expect(codeOf(() => measureAgainstBenchmark(NPS, groups(1, 1, 1), { benchmark }))).toBe('out-of-range');
    expect(codeOf(() => measureAgainstBenchmark(THUMBS, groups(1, 0, 1), { benchmark: 75 }))).toBe('out-of-range');
    expect(
      codeOf(() => measureAgainstBenchmark(NPS, groups(1, 1, 1), { benchmark: 0, alternative: 'more' as 'less' })),
    ).toBe('unknown-name');
  });
});

describe('measureTrend', () => {
  test('by hand: r of the positions 0, 0, 1, 1 and the answers 1, 0, 1, 1 is 1/√3', () => {
    const { correlation, statistic, pValue, answers } = measureTrend(THUMBS, [groups(1, 0, 1), groups(2, 0, 0)]);
    expect(correlation).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(statistic).toBeCloseTo(2 / Math.sqrt(3), 12);
    // 2Φ(−1.154701)
    expect(pValue).toBeCloseTo(0.2482131, 6);
    expect(answers).toBe(4);
    // Positions 0 and 2 instead of 0 and 1 are the same correlation.
    const apart = measureTrend(THUMBS, [groups(1, 0, 1), groups(0, 0, 0), groups(2, 0, 0)]);
    expect(apart.correlation).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  test('rises, falls, and has nothing to say', () => {
    expect(measureTrend(NPS, [groups(1, 5, 9), groups(5, 5, 5), groups(9, 5, 1)]).statistic).toBeGreaterThan(3);
    expect(measureTrend(CES_2, [tallyScores(CES_2, [7, 7]), tallyScores(CES_2, [1, 2])]).statistic).toBeLessThan(0);
    expect(measureTrend(NPS, [])).toMatchObject({ reason: 'empty', answers: 0 });
    expect(measureTrend(NPS, [groups(1, 1, 1)])).toMatchObject({ reason: 'no-variance', answers: 3 });
    expect(measureTrend(NPS, [groups(1, 0, 0), groups(2, 0, 0)])).toMatchObject({ reason: 'no-variance' });
  });

  test('an empty period keeps its place', () => {
    const near = measureTrend(NPS, [groups(1, 5, 9), groups(5, 5, 5), groups(9, 5, 2)]).correlation!;
    const apart = measureTrend(NPS, [groups(1, 5, 9), groups(0, 0, 0), groups(5, 5, 5), groups(9, 5, 2)]).correlation!;
    expect(apart).not.toBeCloseTo(near, 6);
    expect(codeOf(() => measureTrend(CES_2 as Metric, [groups(1, 0, 0)]))).toBe('wrong-type');
  });
});

describe('sample sizes', () => {
  test('MeasuringU: 9604, 4269, 1537 and 385 for ±2, 3, 5 and 10 points', () => {
    expect([2, 3, 5, 10].map((margin) => planSampleSize(NPS, { margin }))).toEqual([9604, 4269, 1537, 385]);
  });

  test('per group it is twice the variance: 4180, 1045 and 262 for 5, 10 and 20 points', () => {
    const expected = { topShare: 0.4, bottomShare: 0.28 };
    expect([5, 10, 20].map((difference) => planSampleSizeToCompare(NPS, { difference, expected }))).toEqual([
      4180, 1045, 262,
    ]);
  });

  test('power runs from above 0 to below 1; at one half only the level counts', () => {
    const answers = (power: number) => planSampleSizeToCompare(NPS, { difference: 5, power });
    // 2·10⁴·(z(0.975) + z(power))²/25, where z of the powers is −0.5244005, 0, 0.5244005, 1.2815516 and, below, −1.6448536.
    expect([0.3, 0.5, 0.7, 0.9].map(answers)).toEqual([1649, 3074, 4938, 8406]);
    expect(answers(0.05)).toBe(80);
  });

  test('means: the worst case is half at each end; a known deviation is smaller', () => {
    expect(planSampleSize(CES_2, { margin: 0.5 })).toBe(139);
    expect(planSampleSize(CES_2, { margin: 0.5, expected: { standardDeviation: 1.5 } })).toBe(35);
    const unit = meanMetric({ id: 'u', scale: { min: 1, max: 5 }, better: 'higher', rescaled: true });
    expect(planSampleSize(unit, { margin: 0.05 })).toBe(385);
  });

  test('the difference and the power lie inside their ranges; pseudo-answers are taken off', () => {
    const plan = (options: object) => planSampleSizeToCompare(NPS, { difference: 10, ...options });
    expect(codeOf(() => plan({ difference: 0 }))).toBe('out-of-range');
    expect(codeOf(() => plan({ difference: -5 }))).toBe('out-of-range');
    expect(codeOf(() => plan({ power: 0 }))).toBe('out-of-range');
    expect(codeOf(() => plan({ power: 1 }))).toBe('out-of-range');
    expect(codeOf(() => plan({ power: 80 }))).toBe('not-a-probability');
    expect(codeOf(() => plan({ method: 'rocks' }))).toBe('unknown-name');
    expect(plan({}) - plan({ method: 'adjusted-wald' })).toBe(3);
    // z of 97.5 % and of 50 % make 2·v·z²/d² = 768.29…: half-power needs no z of its own.
    expect(plan({ power: 0.5 })).toBe(769);
  });

  test('a margin that takes a whole number of answers takes no more', () => {
    const z = 1.959963984540054;
    const both = z + 0.8416212335729143;
    for (const answers of [100, 101, 1234]) {
      expect(planSampleSize(NPS, { margin: (100 * z) / Math.sqrt(answers) })).toBe(answers);
      expect(planSampleSizeToCompare(NPS, { difference: (100 * both) / Math.sqrt(answers / 2) })).toBe(answers);
    }
  });

  test('never less than one answer; finite populations; unsound options', () => {
    expect(planSampleSize(NPS, { margin: 200, method: 'adjusted-wald' })).toBe(1);
    expect(planSampleSize(NPS, { margin: 5, populationSize: 5000 })).toBe(1176);
    expect(planSampleSizeToCompare(NPS, { difference: 200, method: 'adjusted-wald' })).toBe(1);
    expect(codeOf(() => planSampleSize(NPS, { margin: 0 }))).toBe('out-of-range');
    expect(codeOf(() => planSampleSize(NPS, { margin: 5, populationSize: 0 }))).toBe('out-of-range');
    expect(codeOf(() => planSampleSize(NPS, { margin: 5, populationSize: 1.5 }))).toBe('not-a-count');
    expect(codeOf(() => planSampleSize(NPS, { margin: 5, method: 'exact' as 'wald' }))).toBe('unknown-name');
    expect(codeOf(() => planSampleSize(NPS, { margin: 5, expected: { topShare: 40, bottomShare: 0 } }))).toBe(
      'not-a-probability',
    );
    expect(codeOf(() => planSampleSize(NPS, { margin: 5, expected: { topShare: 0.6, bottomShare: 0.6 } }))).toBe(
      'inconsistent',
    );
    expect(codeOf(() => planSampleSizeToCompare(NPS, { difference: 5, power: 1 }))).toBe('out-of-range');
    expect(codeOf(() => planSampleSizeToCompare(NPS, { difference: 5, level: 2 }))).toBe('out-of-range');
  });
});
