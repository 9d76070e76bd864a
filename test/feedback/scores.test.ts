import { describe, expect, test } from 'vitest';
import type { GroupCounts, Metric } from 'clientele/feedback';
import {
  apportionShares,
  CES_1,
  csatMetric,
  groupCounts,
  meanMetric,
  measureResponseRate,
  measureScore,
  NPS,
  roundScore,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const groups = (top: number, middle: number, bottom: number): GroupCounts => ({ top, middle, bottom });

describe('measureScore', () => {
  test('multiplies before it divides: 44 - 37 of 100 is 7, where the shares give 6.99999999999999', () => {
    expect(measureScore(NPS, groups(44, 19, 37)).value).toBe(7);
    expect(100 * (44 / 100 - 37 / 100)).not.toBe(7);
  });

  test('empty is never 0 and never NaN, and all excluded is empty too', () => {
    const none = { value: null, reason: 'empty', numerator: 0, denominator: 0, variance: null, standardError: null };
    expect(measureScore(NPS, groups(0, 0, 0))).toEqual({ ...none, metric: 'nps', unit: 'points' });
    const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5], excluded: [3] });
    expect(measureScore(csat, tallyScores(csat, [3, 3, 3]))).toEqual({ ...none, metric: 'csat', unit: 'share' });
    expect(measureScore(CES_1, tallyScores(CES_1, []))).toEqual({ ...none, metric: 'ces-1', unit: 'scale' });
  });

  test('neutral answers stay in the base unless they are excluded (Simplesat: 7 good, 1 neutral, 2 bad is 0.7)', () => {
    const scores = [...Array.from({ length: 7 }, () => 5), 3, 1, 2];
    const scale = { min: 1, max: 5 };
    const kept = csatMetric({ scale, satisfied: [4, 5] });
    const excluded = csatMetric({ scale, satisfied: [4, 5], excluded: [3] });
    expect(measureScore(kept, tallyScores(kept, scores)).value).toBe(0.7);
    expect(measureScore(excluded, tallyScores(excluded, scores))).toMatchObject({ value: 7 / 9, denominator: 9 });
  });

  test('promoters and detractors are negatively correlated in the variance', () => {
    const score = measureScore(NPS, groups(250, 675, 75));
    expect(score.value).toBe(17.5);
    expect(score.variance).toBeCloseTo(1e4 * (0.25 + 0.075 - 0.175 ** 2), 9);
    expect(score.standardError).toBeCloseTo(Math.sqrt(score.variance! / 1000), 12);
  });

  test('keeps its variance when all but one answer are alike, where P + D - (P - D)² cancels', () => {
    const n = 1e12;
    expect(measureScore(NPS, groups(n - 1, 1, 0)).variance).toBeCloseTo((1e4 * (n - 1)) / n / n, 20);
  });

  test('means: in scale units, or 0..1 when rescaled', () => {
    const stars = meanMetric({ id: 'stars', scale: { min: 1, max: 5 }, better: 'higher', rescaled: true });
    const tally = tallyScores(stars, [5, 4, 4, 3]);
    expect(measureScore(stars, tally)).toMatchObject({
      value: 0.75,
      numerator: 16,
      denominator: 4,
      variance: 0.5 / 16,
    });
  });

  test('refuses foreign tallies, broken counts, unsound sets, and means of groups', () => {
    expect(codeOf(() => measureScore(NPS as Metric, tallyScores(THUMBS, [1])))).toBe('metric-mismatch');
    expect(codeOf(() => measureScore(NPS, { ...tallyScores(NPS, [1]), counts: [1] }))).toBe('metric-mismatch');
    expect(codeOf(() => measureScore(NPS, { ...tallyScores(NPS, []), counts: Array(11).fill(-1) }))).toBe(
      'not-a-count',
    );
    expect(codeOf(() => measureScore(NPS, groups(1, 0.5, 0)))).toBe('not-a-count');
    expect(codeOf(() => measureScore(CES_1 as Metric, groups(1, 0, 0)))).toBe('wrong-type');
    const broken = (statistic: object): Metric => ({ ...NPS, statistic: { ...NPS.statistic, ...statistic } });
    expect(codeOf(() => measureScore(broken({ bottom: [9] }), tallyScores(NPS, [1])))).toBe('duplicate');
    expect(codeOf(() => measureScore(broken({ top: [11] }), tallyScores(NPS, [1])))).toBe('out-of-range');
  });
});

describe('groupCounts', () => {
  test('sorts levels into the sets; a share has no middle', () => {
    expect(groupCounts(NPS, tallyScores(NPS, [10, 9, 8, 7, 6, 0]))).toEqual(groups(2, 2, 2));
    expect(groupCounts(THUMBS, groups(3, 1, 2))).toEqual(groups(3, 0, 3));
  });

  test('means have no groups', () => {
    expect(codeOf(() => groupCounts(CES_1 as never, tallyScores(CES_1, [1])))).toBe('unsupported');
  });
});

describe('roundScore', () => {
  const rounded = (g: GroupCounts, digits?: number): number | null =>
    roundScore(measureScore(NPS, g), digits === undefined ? {} : { digits });

  test('half away from zero, once, and never -0', () => {
    expect(rounded(groups(0, 7, 1))).toBe(-13);
    expect(rounded(groups(1, 199, 0))).toBe(1);
    expect(Object.is(rounded(groups(0, 999, 1)), 0)).toBe(true);
    expect(rounded(groups(12, 70, 7), 1)).toBe(5.6);
    expect(rounded(groups(0, 0, 0))).toBeNull();
  });

  test('rounded parts give another integer in 24.6 %, and shares that miss 100 in 25.2 %, of all tallies up to 200 answers', () => {
    let other = 0;
    let missed = 0;
    let all = 0;
    for (let n = 1; n <= 200; n++) {
      for (let top = 0; top <= n; top++) {
        for (let bottom = 0; top + bottom <= n; bottom++) {
          all++;
          const once = Math.sign(top - bottom) * Math.floor((200 * Math.abs(top - bottom) + n) / (2 * n));
          const [p, m, d] = [top, n - top - bottom, bottom].map((part) => Math.round((100 * part) / n)) as [
            number,
            number,
            number,
          ];
          if (p - d !== once) other++;
          if (p + m + d !== 100) missed++;
        }
      }
    }
    expect(other / all).toBeCloseTo(0.246, 3);
    expect(missed / all).toBeCloseTo(0.252, 3);
  });

  test('one vote short of half is not half: whole numbers decide, not their quotient', () => {
    expect(rounded(groups(5e9 - 1, 1e12 - 5e9 + 1, 0))).toBe(0);
    expect(rounded(groups(5e9, 1e12 - 5e9, 0))).toBe(1);
    expect(rounded(groups(0, 1e12 - 5e9 + 1, 5e9 - 1))).toBe(0);
    expect(roundScore(measureScore(THUMBS, groups(5e9 - 1, 0, 5e9 + 1)))).toBe(0);
    expect(roundScore(measureScore(THUMBS, groups(5e9, 0, 5e9)))).toBe(1);
  });

  test('a value that its numerator does not give is rounded itself, and never to -0', () => {
    const given = (value: number): number | null =>
      roundScore({ ...measureScore(CES_1, tallyScores(CES_1, [3])), value });
    expect([2.5, -2.5, 2.4999, -2.4999].map(given)).toEqual([3, -3, 2, -2]);
    expect(Object.is(given(-0.2), 0)).toBe(true);
  });

  test('shares by two digits, rescaled means from the nearest float, too many digits refused', () => {
    expect(roundScore(measureScore(THUMBS, groups(2, 0, 1)), { digits: 2 })).toBe(0.67);
    const stars = meanMetric({ id: 'stars', scale: { min: 1, max: 5 }, better: 'higher', rescaled: true });
    expect(roundScore(measureScore(stars, tallyScores(stars, [1, 2])), { digits: 2 })).toBe(0.13);
    expect(roundScore(measureScore(CES_1, tallyScores(CES_1, [1, 2])))).toBe(2);
    expect(codeOf(() => rounded(groups(1, 1, 1), 14))).toBe('out-of-range');
    expect(codeOf(() => rounded(groups(1, 1, 1), 0.5))).toBe('not-a-count');
  });
});

describe('apportionShares', () => {
  test('whole parts that add up; ties to the larger count, then the earlier', () => {
    expect(apportionShares([1, 1, 1])).toEqual([34, 33, 33]);
    expect(apportionShares([3, 1, 3], { units: 10 })).toEqual([4, 2, 4]);
    // ½ and 1½: one unit is left for two equal remainders.
    expect(apportionShares([1, 3], { units: 2 })).toEqual([0, 2]);
    expect(apportionShares([])).toBeNull();
    expect(apportionShares([0, 0])).toBeNull();
    expect(codeOf(() => apportionShares([1, -1]))).toBe('not-a-count');
    expect(codeOf(() => apportionShares([1], { units: 1.5 }))).toBe('not-a-count');
  });
});

describe('measureResponseRate', () => {
  const tally = tallyScores(NPS, [9, 10, 3]);
  test('answered of delivered with Wilson, or empty', () => {
    expect(measureResponseRate(tally, { delivered: 12, level: 0.9 })).toMatchObject({
      value: 0.25,
      numerator: 3,
      denominator: 12,
      interval: { level: 0.9, method: 'wilson' },
    });
    expect(measureResponseRate(tallyScores(NPS, []), { delivered: 0 })).toMatchObject({ value: null, reason: 'empty' });
  });
  test('refuses fewer delivered than answered', () => {
    expect(codeOf(() => measureResponseRate(tally, { delivered: 2 }))).toBe('inconsistent');
    expect(codeOf(() => measureResponseRate(tally, { delivered: 12.5 }))).toBe('not-a-count');
  });
});
