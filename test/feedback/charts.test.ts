import { describe, expect, test } from 'vitest';
import type { GroupCounts } from 'clientele/feedback';
import { cusumChart, ewmaChart, individualsChart, NPS, shewhartChart, THUMBS } from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const thumbs = (top: number, n = 100): GroupCounts => ({ top, middle: 0, bottom: n - top });

describe('shewhartChart', () => {
  test('limits are cut at the scale, wide for small months; a spike is a signal', () => {
    const chart = shewhartChart(THUMBS, [thumbs(98), thumbs(97), thumbs(10, 10), thumbs(70), thumbs(99)]);
    expect(chart.high.every((end) => end! <= 1)).toBe(true);
    expect(chart.low[2]).toBeLessThan(chart.low[0]!);
    expect(chart.signals).toEqual([{ index: 3, rule: 'beyond-limits' }]);
  });

  test('runs of eight are asked for; a month without answers and the center itself break them', () => {
    const months = [...Array<GroupCounts>(9).fill(thumbs(82)), ...Array<GroupCounts>(9).fill(thumbs(78))];
    const rules = ['run-of-8'] as const;
    expect(shewhartChart(THUMBS, months, { rules }).signals.map(({ index }) => index)).toEqual([7, 8, 16, 17]);
    expect(shewhartChart(THUMBS, months).signals).toEqual([]);
    expect(
      shewhartChart(THUMBS, months.with(4, thumbs(0, 0)), { rules, center: 0.8 }).signals.map(({ index }) => index),
    ).toEqual([16, 17]);
    expect(
      shewhartChart(THUMBS, months.with(4, thumbs(80)), { rules, center: 0.8 }).signals.map(({ index }) => index),
    ).toEqual([16, 17]);
  });

  test('signals follow the rules asked for; positions beyond the limits are always told', () => {
    const months = [...Array<GroupCounts>(8).fill(thumbs(82)), thumbs(20)];
    const chart = shewhartChart(THUMBS, months, { rules: ['run-of-8'] });
    expect(chart.beyondLimits).toEqual([8]);
    expect(chart.signals).toEqual([{ index: 7, rule: 'run-of-8' }]);
    const both = shewhartChart(THUMBS, months, { rules: ['beyond-limits', 'run-of-8'] });
    expect(both.signals).toEqual([
      { index: 7, rule: 'run-of-8' },
      { index: 8, rule: 'beyond-limits' },
    ]);
    // A month without answers ends a run, and is never beyond a limit.
    const gap = [...months.slice(0, 7), thumbs(0, 0), thumbs(82)];
    const broken = shewhartChart(THUMBS, gap, { rules: ['run-of-8'], center: 0.8 });
    expect([broken.signals, broken.beyondLimits]).toEqual([[], []]);
    // Points on the center are no run.
    expect(shewhartChart(THUMBS, Array<GroupCounts>(9).fill(thumbs(80)), { rules: ['run-of-8'] }).signals).toEqual([]);
  });

  test('a month without answers has no limits, no months no center', () => {
    expect(
      shewhartChart(NPS, [
        { top: 1, middle: 1, bottom: 1 },
        { top: 0, middle: 0, bottom: 0 },
      ]),
    ).toMatchObject({
      low: [expect.any(Number), null],
      high: [expect.any(Number), null],
      values: [0, null],
    });
    expect(shewhartChart(NPS, [], { laney: true })).toMatchObject({ center: null, sigmaRatio: 1, beyondLimits: [] });
  });

  test('Laney: limits are as wide as months differ anyway', () => {
    const months = [thumbs(50), thumbs(60), thumbs(40)];
    const chart = shewhartChart(THUMBS, months, { laney: true });
    // z of 0, 2 and −2 around 0.5 at 0.05 each: steps of 2 and 4, 3 in the mean.
    expect(chart.sigmaRatio).toBeCloseTo(3 / 1.128, 12);
    expect(chart.high[1]).toBeCloseTo(0.5 + 3 * 0.05 * (3 / 1.128), 12);
    expect(chart.low[1]).toBeCloseTo(0.5 - 3 * 0.05 * (3 / 1.128), 12);
    expect(shewhartChart(THUMBS, months)).not.toHaveProperty('sigmaRatio');
    // Two months have one step: 0.1 at √(0.55·0.45/100).
    const two = shewhartChart(THUMBS, months.slice(0, 2), { laney: true });
    expect(two.sigmaRatio).toBeCloseTo(0.1 / Math.sqrt((0.55 * 0.45) / 100) / 1.128, 10);
    expect(shewhartChart(THUMBS, months).high[1]).toBeCloseTo(0.65, 12);
  });

  test('Laney: 1 where nothing differs, and one month cannot say', () => {
    expect(shewhartChart(THUMBS, [thumbs(100), thumbs(100)], { laney: true }).sigmaRatio).toBe(1);
    expect(shewhartChart(THUMBS, [thumbs(50)], { laney: true }).sigmaRatio).toBe(1);
    expect('sigmaRatio' in shewhartChart(THUMBS, [thumbs(50)])).toBe(false);
  });

  test('Laney: a month without answers is no step', () => {
    const months = [thumbs(50), thumbs(0, 0), thumbs(60), thumbs(40)];
    const without = months.filter((_, i) => i !== 1);
    expect(shewhartChart(THUMBS, months, { laney: true }).sigmaRatio).toBe(
      shewhartChart(THUMBS, without, { laney: true }).sigmaRatio,
    );
  });

  test('refuses odd options', () => {
    expect(codeOf(() => shewhartChart(THUMBS, [], { sigmas: 0 }))).toBe('out-of-range');
    expect(codeOf(() => shewhartChart(THUMBS, [], { center: NaN }))).toBe('not-finite');
    expect(codeOf(() => shewhartChart(THUMBS, [], { rules: ['run-of-7' as 'run-of-8'] }))).toBe('unknown-name');
  });
});

describe('individualsChart', () => {
  test('needs two values for limits', () => {
    expect(individualsChart([])).toMatchObject({ center: null, low: null });
    expect(individualsChart([5])).toMatchObject({ center: 5, meanMovingRange: null, high: null, beyondLimits: [] });
    expect(individualsChart([5])).toMatchObject({
      center: 5,
      meanMovingRange: null,
      high: null,
      beyondLimits: [],
      signals: [],
    });
    expect(individualsChart([5, 5, 5])).toMatchObject({ low: 5, high: 5, beyondLimits: [] });
  });
  test('a value beyond the limits is a signal unless only runs are asked for', () => {
    // Nineteen at 10 and one at 20: the mean is 10.5, the mean step 10/19, the upper limit 10.5 + 2.66·10/19 = 11.9.
    const values = Array.from({ length: 20 }, (_, i) => (i === 19 ? 20 : 10));
    const chart = individualsChart(values);
    expect(chart.high).toBeCloseTo(11.9, 12);
    expect(chart.signals).toEqual([{ index: 19, rule: 'beyond-limits' }]);
    expect(individualsChart(values, { rules: ['beyond-limits'] })).toEqual(chart);
    expect(individualsChart(values, { rules: ['run-of-8'] }).signals[0]).toEqual({ index: 7, rule: 'run-of-8' });
  });
  test('refuses what is no number and unknown rules', () => {
    expect(codeOf(() => individualsChart([1, NaN]))).toBe('not-finite');
    expect(codeOf(() => individualsChart([1], { rules: ['x' as 'run-of-8'] }))).toBe('unknown-name');
  });
});

describe('drift charts', () => {
  /** Montgomery, table 9.1: the mean moves from 10 to 11 after the 20th value. */
  const values = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31,
    8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
  ];
  const process = { mean: 10, standardDeviation: 1 };

  test('Montgomery 9.1: the upper sum is 5.28 at the 29th value; z1 of the EWMA is 9.945 and it signals at the 29th', () => {
    const cusum = cusumChart(values, { ...process, slackSigmas: 0.5, thresholdSigmas: 5 });
    expect(cusum.high[28]).toBeCloseTo(5.28, 9);
    expect(cusum).toMatchObject({
      threshold: 5,
      beyondLimits: [28, 29],
      signals: [{ index: 28, rule: 'beyond-limits' }, { index: 29 }],
    });
    const ewma = ewmaChart(values, { ...process, lambda: 0.1, widthSigmas: 2.7 });
    expect(ewma.smoothed[0]).toBeCloseTo(9.945, 12);
    expect(ewma.beyondLimits[0]).toBe(28);
    expect(ewma.signals[0]).toEqual({ index: 28, rule: 'beyond-limits' });
  });

  test('a slow fall is seen by the lower sum, and hidden from a chart of individuals', () => {
    const falling = values.map((value, i) => (i < 15 ? value : value - 1));
    expect(cusumChart(falling, { ...process, slackSigmas: 0.5, thresholdSigmas: 4 }).low.some((sum) => sum > 0)).toBe(
      true,
    );
  });

  test('a sum at the threshold is not beyond it, on either side', () => {
    const sums = (...values: number[]) =>
      cusumChart(values, { mean: 10, standardDeviation: 2, slackSigmas: 0.5, thresholdSigmas: 2 });
    // Above 10 by more than the slack of 1: 3, then 1.
    expect(sums(13, 12)).toMatchObject({ threshold: 4, high: [2, 3], low: [0, 0], beyondLimits: [] });
    expect(sums(13, 13)).toMatchObject({ high: [2, 4], beyondLimits: [] });
    expect(sums(13, 13.5)).toMatchObject({ high: [2, 4.5], beyondLimits: [1] });
    expect(sums(7, 7)).toMatchObject({ low: [2, 4], high: [0, 0], beyondLimits: [] });
    expect(sums(7, 6.5)).toMatchObject({ low: [2, 4.5], signals: [{ index: 1, rule: 'beyond-limits' }] });
  });

  test('unsound options', () => {
    const ewma = { ...process, lambda: 0.1, widthSigmas: 3 };
    expect(codeOf(() => ewmaChart(values, { ...ewma, lambda: 0 }))).toBe('out-of-range');
    expect(codeOf(() => ewmaChart(values, { ...ewma, standardDeviation: 0 }))).toBe('out-of-range');
    expect(codeOf(() => ewmaChart([NaN], ewma))).toBe('not-finite');
    expect(codeOf(() => cusumChart([Infinity], { ...process, slackSigmas: 0, thresholdSigmas: 4 }))).toBe('not-finite');
    expect(codeOf(() => cusumChart(values, { ...process, slackSigmas: -1, thresholdSigmas: 4 }))).toBe('out-of-range');
    expect(ewmaChart([], ewma)).toMatchObject({ smoothed: [], beyondLimits: [] });
  });
});
