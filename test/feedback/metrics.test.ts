import { describe, expect, test } from 'vitest';
import type { Metric } from 'clientele/feedback';
import {
  CES_1,
  CES_2,
  checkMetric,
  csatMetric,
  ENPS,
  meanMetric,
  measureScore,
  netMetric,
  NPS,
  shareMetric,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

test('the ready metrics are sound, plain JSON and run the right way', () => {
  for (const metric of [NPS, ENPS, CES_1, CES_2, THUMBS]) {
    expect(checkMetric(metric)).toEqual([]);
    expect(JSON.parse(JSON.stringify(metric))).toEqual(metric);
  }
  expect([CES_1.better, CES_2.better]).toEqual(['lower', 'higher']);
});

describe('checkMetric', () => {
  const net = NPS.statistic;
  test.each<[object, string, string, string]>([
    [{ kind: 'metric' }, 'wrong-kind', '/kind', 'feedback-metric'],
    [{ version: 2 }, 'wrong-kind', '/version', 'reads version 1'],
    [{ id: '' }, 'wrong-type', '/id', 'needs a name'],
    [{ id: 7 }, 'wrong-type', '/id', 'needs a name'],
    [{ scale: { min: 0, max: 10.5 } }, 'not-an-integer', '/scale', 'whole numbers'],
    [{ scale: { min: 10, max: 10 }, statistic: { kind: 'mean' } }, 'out-of-order', '/scale', 'below the highest'],
    [{ scale: { min: 0, max: 1001 } }, 'too-many', '/scale', 'at most 1000 apart'],
    [{ scale: { min: -900, max: 101 } }, 'too-many', '/scale', 'at most 1000 apart'],
    [{ statistic: { ...net, top: [9, 11] } }, 'out-of-range', '/statistic/top/1', 'level 11 is not on'],
    [{ statistic: { ...net, bottom: [-1, 0] } }, 'out-of-range', '/statistic/bottom/0', 'level -1 is not on'],
    [{ statistic: { ...net, top: [9.5] } }, 'not-an-integer', '/statistic/top/0', '9.5 is not'],
    [{ statistic: { ...net, bottom: [9] } }, 'duplicate', '/statistic/bottom/0', 'level 9 is named twice'],
    [{ statistic: { ...net, excluded: [0] } }, 'duplicate', '/statistic/excluded/0', 'level 0 is named twice'],
    [{ statistic: { kind: 'share', top: [] } }, 'empty', '/statistic/top', 'without a top level'],
    [{ statistic: { kind: 'share' } }, 'empty', '/statistic/top', 'without a top level'],
    [{ statistic: { ...net, bottom: [] } }, 'empty', '/statistic/bottom', 'without a bottom level'],
    [{ statistic: { kind: 'median' } }, 'unknown-name', '/statistic/kind', 'net, share or mean'],
    [{ better: 'bigger' }, 'unknown-name', '/better', 'higher or lower'],
    // A file may lack anything.
    [{ scale: undefined }, 'not-an-integer', '/scale', 'whole numbers'],
    [{ statistic: undefined }, 'unknown-name', '/statistic/kind', 'net, share or mean'],
    [{ statistic: { ...net, top: 9 } }, 'wrong-type', '/statistic/top', 'a list of levels'],
  ])('finds %j', (change, problem, path, words) => {
    const found = checkMetric({ ...NPS, ...change } as Metric);
    const message: unknown = expect.stringContaining(words);
    expect(found).toContainEqual({ code: problem, path, severity: 'error', message });
  });

  test.each([
    { min: 0, max: 1000 },
    { min: 600, max: 700 },
  ])('lets the scale %j pass', (scale) => {
    expect(checkMetric({ ...NPS, scale, statistic: { kind: 'mean' } })).toEqual([]);
  });
});

describe('factories', () => {
  test('make sound metrics with what was asked for', () => {
    const scale = { min: 1, max: 7 };
    expect(csatMetric({ scale, satisfied: [6, 7] }).id).toBe('csat');
    expect(csatMetric({ scale, satisfied: [6, 7], id: 'psat', excluded: [4] })).toMatchObject({
      id: 'psat',
      statistic: { kind: 'share', top: [6, 7], excluded: [4] },
    });
    expect(shareMetric({ id: 's', scale, top: [1], better: 'lower', context: 'transactional' })).toMatchObject({
      better: 'lower',
      context: 'transactional',
    });
    expect(shareMetric({ id: 's', scale, top: [1], excluded: [2] }).statistic.excluded).toEqual([2]);
    expect(netMetric({ id: 'n', scale, top: [7], bottom: [1], excluded: [4], context: 'relationship' })).toMatchObject({
      context: 'relationship',
      statistic: { excluded: [4] },
    });
    expect(meanMetric({ id: 'm', scale, better: 'lower', rescaled: true, context: 'transactional' })).toMatchObject({
      context: 'transactional',
      statistic: { kind: 'mean', rescaled: true },
    });
    expect(Object.keys(meanMetric({ id: 'm', scale, better: 'lower', rescaled: false }).statistic)).toEqual(['kind']);
  });

  test('refuse what checkMetric finds', () => {
    const scale = { min: 1, max: 5 };
    expect(codeOf(() => csatMetric({ scale, satisfied: [6] }))).toBe('out-of-range');
    expect(codeOf(() => netMetric({ id: 'n', scale, top: [5], bottom: [5] }))).toBe('duplicate');
    expect(codeOf(() => shareMetric({ id: '', scale, top: [5] }))).toBe('wrong-type');
    expect(codeOf(() => meanMetric({ id: 'm', scale: { min: 5, max: 1 }, better: 'higher' }))).toBe('out-of-order');
  });

  test('CES 2.0 is read three ways, and the three are not comparable (published counts)', () => {
    const scale = { min: 1, max: 7 };
    const scores = [80, 210, 140, 110, 160, 180, 120].flatMap((count, i) => Array.from({ length: count }, () => i + 1));
    const value = (metric: Metric): number => measureScore(metric, tallyScores(metric, scores)).value!;
    expect(value(CES_2)).toBeCloseTo(4.08, 12);
    expect(value(shareMetric({ id: 'ces-share', scale, top: [5, 6, 7] }))).toBeCloseTo(0.46, 12);
    expect(value(netMetric({ id: 'ces-net', scale, top: [6, 7], bottom: [1, 2, 3] }))).toBeCloseTo(-13, 12);
  });
});
