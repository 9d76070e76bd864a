/** Curves, their answers and rank tests, worked out by hand. */
import {
  compareSurvival,
  cumulativeHazard,
  expectedDaysWithin,
  fitAalenJohansen,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  probabilityEnded,
  probabilitySurviving,
  quantileDays,
} from 'clientele/survival';
import type { GroupedSpell } from 'clientele/survival';
import { normalQuantile } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const ended = (...days: number[]) => days.map((day) => ({ days: day, ended: true }));
const z = (level: number): number => normalQuantile(0.5 + level / 2);

describe('four that end on days 10, 20, 30 and 40', () => {
  const kaplanMeier = fitKaplanMeier(ended(10, 20, 30, 40));
  const nelsonAalen = fitNelsonAalen(ended(10, 20, 30, 40));
  test('expected days within 30: areas, and their squares in the variance', () => {
    const { value, standardError, interval, atRisk } = expectedDaysWithin(kaplanMeier, { horizonDays: 30, level: 0.9 });
    // 10 · 1 + 10 · 3/4 + 10 · 1/2; from day 10 on there are 12.5 of it, from day 20 on 5.
    const error = Math.sqrt(12.5 ** 2 / (4 * 3) + 5 ** 2 / (3 * 2));
    expect(value).toBeCloseTo(22.5, 12);
    expect(standardError).toBeCloseTo(error, 12);
    expect(interval).toEqual({ low: expect.closeTo(22.5 - z(0.9) * error, 9) as number, high: expect.closeTo(22.5 + z(0.9) * error, 9) as number, level: 0.9, method: 'plain' }); // prettier-ignore
    expect(atRisk).toBe(2);
    // No mean is below 0 or above the horizon.
    const wide = expectedDaysWithin(kaplanMeier, { horizonDays: 30, level: 1 - 1e-9 }).interval!;
    expect([wide.low, wide.high]).toEqual([0, 30]);
    const usual = expectedDaysWithin(kaplanMeier, { horizonDays: 30 }).interval!;
    expect(usual).toMatchObject({ level: 0.95, low: expect.closeTo(22.5 - z(0.95) * error, 9) as number });
  });
  test('the same by Nelson–Aalen: S = exp(−H), d/n² in the variance', () => {
    const [first, second] = [Math.exp(-1 / 4), Math.exp(-1 / 4 - 1 / 3)];
    const { value, standardError } = expectedDaysWithin(nelsonAalen, { horizonDays: 30 });
    expect(value).toBeCloseTo(10 + 10 * first + 10 * second, 12);
    expect(standardError).toBeCloseTo(Math.sqrt((10 * first + 10 * second) ** 2 / 16 + (10 * second) ** 2 / 9), 12);
  });
  test('the cumulative hazard with its interval on the scale of its logarithm', () => {
    const found = cumulativeHazard(nelsonAalen, { days: 25, level: 0.9 });
    const hazard = 1 / 4 + 1 / 3;
    const error = Math.sqrt(1 / 16 + 1 / 9);
    const stretch = Math.exp((z(0.9) * error) / hazard);
    expect(found.value).toBeCloseTo(hazard, 12);
    expect(found.standardError).toBeCloseTo(error, 12);
    expect(found.interval).toEqual({ low: expect.closeTo(hazard / stretch, 12) as number, high: expect.closeTo(hazard * stretch, 12) as number, level: 0.9, method: 'log' }); // prettier-ignore
    expect(found.atRisk).toBe(2);
    expect(cumulativeHazard(nelsonAalen, { days: 9 })).toEqual({ value: 0, standardError: 0, interval: { low: 0, high: 0, level: 0.95, method: 'log' }, atRisk: 4 }); // prettier-ignore
  });
  test('three intervals of S = 1/2, and none of S = 1 and S = 0', () => {
    const at = (days: number, method: 'log' | 'log-log' | 'plain', curve = kaplanMeier) =>
      probabilitySurviving(curve, { days, method, level: 0.8 });
    const spread = z(0.8) * Math.sqrt(1 / 12 + 1 / 6);
    const wanted = {
      plain: [0.5 - 0.5 * spread, 0.5 + 0.5 * spread],
      log: [0.5 * Math.exp(-spread), 0.5 * Math.exp(spread)],
      'log-log': [0.5 ** Math.exp(spread / Math.LN2), 0.5 ** Math.exp(-spread / Math.LN2)],
    };
    for (const method of ['plain', 'log', 'log-log'] as const) {
      const { interval } = at(20, method);
      expect(interval!.low).toBeCloseTo(wanted[method][0]!, 12);
      expect(interval!.high).toBeCloseTo(wanted[method][1]!, 12);
      expect(at(9, method).interval).toEqual({ low: 1, high: 1, level: 0.8, method });
      expect(at(40, method)).toMatchObject({ value: 0, interval: null, noInterval: 'all-ended' });
      // What has been lived to holds with certainty.
      const now = probabilitySurviving(kaplanMeier, { days: 25, conditionalOnDays: 20, method });
      expect(now).toMatchObject({ value: 1, standardError: 0, interval: { low: 1, high: 1 } });
    }
    expect(at(40, 'log', nelsonAalen).interval!.low).toBeGreaterThan(0);
  });
  test('quantiles: the first day on which the curve, or its band, is low enough', () => {
    const band = (curve: typeof kaplanMeier, share: number) => {
      const { value, interval, atRisk } = quantileDays(curve, { share, level: 0.8, method: 'plain' });
      return [value, interval.low, interval.high, atRisk];
    };
    // Greenwood: S ± S·z·√V is 0.472 … 1 on day 10, 0.180 … 0.820 on day 20 and 0 … 0.527 on day 30; day 40 has no band.
    expect(band(kaplanMeier, 0.5)).toEqual([20, 10, null, 3]);
    expect(band(kaplanMeier, 0.25)).toEqual([10, 10, 30, 4]);
    expect(band(kaplanMeier, 0.45)).toEqual([20, 10, 30, 3]);
    expect(band(kaplanMeier, 1)).toEqual([40, 30, null, 1]);
    // Nelson–Aalen: S = 0.779, 0.558, 0.338, 0.124 and V = 1/16, +1/9, +1/4, +1.
    const steps = [1, 1 + 16 / 9, 1 + 16 / 9 + 4, 1 + 16 / 9 + 4 + 16].map((v) => v / 16);
    const hazards = [1 / 4, 7 / 12, 13 / 12, 25 / 12];
    const lows = hazards.map((hazard, i) => Math.exp(-hazard) * (1 - z(0.8) * Math.sqrt(steps[i]!)));
    const highs = hazards.map((hazard, i) => Math.exp(-hazard) * (1 + z(0.8) * Math.sqrt(steps[i]!)));
    const first = (values: number[], most: number): number | null => [10, 20, 30, 40, null][values.findIndex((value) => value <= most)] ?? null; // prettier-ignore
    for (const share of [0.3, 0.5, 0.6, 0.7, 0.75]) {
      const wanted = [hazards.map((h) => Math.exp(-h)), lows, highs].map((values) => first(values, 1 - share));
      expect(band(nelsonAalen, share).slice(0, 3)).toEqual(wanted);
    }
    expect(quantileDays(kaplanMeier, { share: 0.5 }).interval).toMatchObject({ level: 0.95, method: 'log-log' });
  });
  test('a risk set that empties leaves no variance to those who enter later', () => {
    const late = [{ days: 2, ended: true }, { days: 9, ended: true, entryDays: 5 }, { days: 12, ended: false, entryDays: 5 }]; // prettier-ignore
    expect(fitKaplanMeier(late).steps.map(({ greenwood, atRisk }) => [greenwood, atRisk])).toEqual([[null, 1], [null, 2]]); // prettier-ignore
  });
});

describe('several ways to leave', () => {
  const rows = [
    { days: 10, cause: 'price' },
    { days: 20, cause: 'card' },
    { days: 20, cause: null },
    { days: 40, cause: 'price' },
  ];
  test('shares, what is left, and the report', () => {
    const { fit, steps, causes, longestDays } = fitAalenJohansen(rows);
    expect(fit).toEqual({ n: 4, status: 'interior', warnings: [], ended: 3, weight: 4 });
    expect([causes, longestDays]).toEqual([['card', 'price'], 40]);
    expect(steps).toEqual([
      { days: 10, atRisk: 4, ended: [0, 1], probabilitySurviving: 3 / 4, incidence: [0, 1 / 4] },
      { days: 20, atRisk: 3, ended: [1, 0], probabilitySurviving: 1 / 2, incidence: [1 / 4, 1 / 4] },
      { days: 40, atRisk: 1, ended: [0, 1], probabilitySurviving: 0, incidence: [1 / 4, 3 / 4] },
    ]);
  });
  test('before the first end: a share of 0 and a certain one', () => {
    expect(probabilityEnded(fitAalenJohansen(rows), { days: 5, cause: 'card', level: 0.8 })).toEqual({
      value: 0,
      standardError: 0,
      interval: { low: 0, high: 0, level: 0.8, method: 'log-log' },
      atRisk: 4,
    });
  });
  test('the interval of one end in four: the binomial one on the scale of ln(−ln F)', () => {
    const { value, standardError, interval } = probabilityEnded(fitAalenJohansen(rows), { days: 15, cause: 'price', level: 0.8 }); // prettier-ignore
    expect(value).toBe(1 / 4);
    expect(standardError).toBeCloseTo(Math.sqrt((1 / 4) * (3 / 4) * (1 / 4)), 12);
    const stretch = Math.exp((z(0.8) * standardError!) / ((1 / 4) * Math.log(4)));
    expect(interval).toEqual({ low: expect.closeTo(0.25 ** stretch, 12) as number, high: expect.closeTo(0.25 ** (1 / stretch), 12) as number, level: 0.8, method: 'log-log' }); // prettier-ignore
  });
  test('day 0, and a table that nobody was in from the start', () => {
    const early = fitAalenJohansen([{ days: 0, cause: 'x' }, { days: 4, cause: 'y' }, { days: 6, cause: null }]); // prettier-ignore
    expect(early.steps.map(({ atRisk }) => atRisk)).toEqual([3, 2]);
    const late = fitAalenJohansen([3, 5, 7].map((days) => ({ days, cause: 'x', entryDays: days - 2 })));
    // 1 … 3, 3 … 5, 5 … 7: one at a time.
    expect(late.steps.map(({ atRisk }) => atRisk)).toEqual([1, 1, 1]);
  });
  test('weights: fractions reach 0 exactly, and their unit does not matter', () => {
    const parts = [0.1, 0.2, 0.3, 0.7].map((weight, i) => ({ days: i + 1, cause: 'x', weight }));
    expect(fitAalenJohansen(parts).steps.at(-1)?.probabilitySurviving).toBe(0);
    const late = parts.map((part, i) => (i > 1 ? { ...part, entryDays: i - 1 } : part));
    expect(fitAalenJohansen(late).steps.at(-1)).toMatchObject({ probabilitySurviving: 0, atRisk: 0.7 });
    for (const weight of [1e-8, 1e8]) {
      const { steps } = fitAalenJohansen([1, 2, 3, 4].map((days) => ({ days, cause: 'x', weight })));
      steps.forEach(({ incidence }, i) => expect(incidence[0]).toBeCloseTo((i + 1) / 4, 12));
    }
  });
});

describe('rank tests', () => {
  const north = [[1, true, 'a'], [2, true, 'b'], [3, true, 'a'], [4, false, 'b'], [4, true, 'a']] as const; // prettier-ignore
  const south = [[4, true, 'b'], [6, true, 'a'], [7, false, 'a'], [8, true, 'b'], [9, true, 'b']] as const; // prettier-ignore
  const west = [
    [2, true, 'a'],
    [4, true, 'b'],
    [9, true, 'a'],
    [9, true, 'b'],
  ] as const;
  const spells = (of: typeof north | typeof south | typeof west, stratum: string, entryDays: number): GroupedSpell<'a' | 'b'>[] => // prettier-ignore
    of.map(([days, end, group], i) => ({ days, ended: end, group, stratum, entryDays: i % 2 === 0 && days > entryDays ? entryDays : 0 })); // prettier-ignore
  test('strata are compared within themselves and added up, also where one begins as another ends', () => {
    const parts = [spells(north, 'n', 0), spells(south, 's', 3), spells(west, 'w', 1)];
    const alone = parts.map((part) => compareSurvival(part).groups);
    expect(alone.map((groups) => groups.map(({ spells: n }) => n))).toEqual([[3, 2], [2, 3], [2, 2]]); // prettier-ignore
    const together = compareSurvival(parts.flat().reverse());
    together.groups.forEach(({ group, observed, expected, ended: left, spells: n }, g) => {
      const sum = (of: 'observed' | 'expected' | 'ended' | 'spells') => alone.reduce((total, groups) => total + groups[g]![of], 0); // prettier-ignore
      expect(group).toBe('ab'[g]);
      expect([observed, left, n]).toEqual([sum('observed'), sum('ended'), sum('spells')]);
      expect(expected).toBeCloseTo(sum('expected'), 12);
    });
    // One degree of freedom: statistics are squares over variances, and both parts add up.
    const variances = parts.map((part) => {
      const { chiSquare, groups } = compareSurvival(part);
      return (groups[0]!.observed - groups[0]!.expected) ** 2 / chiSquare;
    });
    const [a] = together.groups;
    const variance = variances.reduce((sum, value) => sum + value, 0);
    expect(together.chiSquare).toBeCloseTo((a!.observed - a!.expected) ** 2 / variance, 12);
  });
  test('a quarter of every customer gives a quarter of the statistic: less than one has nobody to tie with', () => {
    const one = [[1, 'a'], [2, 'b'], [3, 'a'], [4, 'b']] as const; // prettier-ignore
    const rows = one.map(([days, group]) => ({ days, ended: true, group }));
    const { chiSquare } = compareSurvival(rows);
    expect(compareSurvival(rows.map((row) => ({ ...row, weight: 0.25 }))).chiSquare).toBeCloseTo(chiSquare / 4, 12);
    // A last day on which all who are left end says nothing about either group.
    const last = [{ days: 9, ended: true, group: 'a' }, { days: 9, ended: true, group: 'b' }]; // prettier-ignore
    const few = [{ days: 1, ended: true, group: 'a' }, ...last].map((row) => ({ ...row, weight: 0.25 })); // prettier-ignore
    // Day 1: 1/4 observed, 2/3 of 1/4 expected, variance 1/4 · 2/3 · 1/3.
    expect(compareSurvival(few).chiSquare).toBeCloseTo((1 / 4 - 1 / 6) ** 2 / (1 / 18), 12);
  });
  test('no difference at all is a statistic of 0, never −0', () => {
    const same = [3, 5].flatMap((days) => ['a', 'b'].map((group) => ({ days, ended: true, group })));
    const { groups, weighting, ...found } = compareSurvival(same);
    expect(found).toEqual({ chiSquare: 0, degreesOfFreedom: 1, pValue: 1, log10PValue: 0 });
    expect([groups.length, weighting]).toEqual([2, { kind: 'logrank' }]);
  });
});

test('a Cox column that says nothing has the coefficient 0 and any ridge', () => {
  const rows = [3, 5, 8, 12].map((days, i) => ({ days, ended: true, covariates: { k: 7, x: i % 2 } }));
  for (const ridge of [0, 2]) {
    const { covariates, fit } = fitCox(rows, { ridge });
    expect(covariates[0]).toEqual({ name: 'k', mean: 7, coefficient: 0 });
    expect(fit.standardErrors[0]).toBeNull();
    const alone = fitCox(rows.map(({ covariates: { x }, ...row }) => ({ ...row, covariates: { x } })), { ridge }); // prettier-ignore
    expect(covariates[1]!.coefficient).toBeCloseTo(alone.covariates[0]!.coefficient, 12);
    expect(fit.standardErrors[1]).toBeCloseTo(alone.fit.standardErrors[0]!, 12);
  }
});
