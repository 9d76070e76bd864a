/** Figures and borders that can be worked out by hand. */
import type { Calibration, ScoredRow } from 'clientele/churn';
import {
  backtest,
  binWeightOfEvidence,
  bootstrapMetric,
  calibrate,
  checkHealth,
  findThreshold,
  fitCalibration,
  fitLogistic,
  inferLogistic,
  measureLogLoss,
  probabilityChurn,
  tallyChurnScores,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { countScore, emptyTally } from '../../src/churn/tally-churn-scores.ts';
import { scored } from './make-rows.ts';
import { examples, health, model, rows } from './small-shop.ts';

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const X = [{ name: 'x', kind: 'number' }] as const;

describe('logistic models on the boundary', () => {
  test('all certain is separation, also when the steps are used up before the likelihood settles', () => {
    const apart = Array.from({ length: 8 }, (_, x) => ({ features: { x }, churned: x > 3 }));
    const seen = new Set<string>();
    for (let maxIterations = 1; maxIterations <= 40; maxIterations++) {
      const fitted = fitLogistic(apart, { features: X, horizonDays: 30, penalty: 'none', maxIterations });
      const sure = apart.every(({ features }) => Math.abs(probabilityChurn(fitted, features) - 0.5) > 0.5 - 1e-8);
      const { status, warnings, standardErrors, covariance } = fitted.fit;
      const found = [status, ...warnings.map(({ code, facts }) => `${code} ${String(facts['features'])}`)];
      expect(found).toEqual(sure ? ['boundary', 'separation x'] : ['failed', 'not-converged ']);
      if (sure) expect([standardErrors, covariance]).toEqual([[null, null], null]);
      seen.add(`${status} ${maxIterations > fitted.fit.iterations}`);
    }
    // Both ways to the boundary were gone.
    expect(seen).toEqual(new Set(['failed false', 'boundary false', 'boundary true']));
  });
  test('one column without limit is named alone; the others keep their errors', () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      features: { x: (i * 7) % 11, flag: i % 10 === 0 },
      churned: i % 10 === 0 || (i * 13) % 7 < 3,
    }));
    const features = [...X, { name: 'flag', kind: 'boolean' }] as const;
    const { fit } = fitLogistic(list, { features, horizonDays: 30, penalty: 'none' });
    expect(fit.status).toBe('boundary');
    expect(fit.warnings.map(({ code, facts }) => [code, facts['features']])).toEqual([['separation', ['flag']]]);
    expect(fit.parameters).toEqual(['(intercept)', 'x', 'flag']);
    expect(fit.standardErrors.map((error) => error === null)).toEqual([true, false, true]);
    // Those without the flag are all that the other coefficient is learned from.
    const rest = list.filter(({ features: { flag } }) => !flag);
    const alone = fitLogistic(rest, { features: X, horizonDays: 30, penalty: 'none' });
    const [ofX] = inferLogistic(alone).terms;
    const spread = (values: number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    const scales = [list, rest].map((some) => spread(some.map(({ features: { x } }) => x)));
    expect(fit.standardErrors[1]).toBeCloseTo((ofX!.standardError! * scales[0]!) / scales[1]!, 6);
  });
  test('one class is one class, however heavy', () => {
    const heavy = [1, 2].map((x) => ({ features: { x }, churned: true, weight: 1e10 }));
    const { fit } = fitLogistic(heavy, { features: X, horizonDays: 30, penalty: 'none' });
    expect([fit.status, fit.warnings.map(({ code }) => code)]).toEqual(['failed', ['one-class']]);
  });
  test('a weight of two is two rows, in the criteria too', () => {
    const list = Array.from({ length: 20 }, (_, x) => ({ features: { x }, churned: (x * 7) % 5 < 2 }));
    const options = { features: X, horizonDays: 30, penalty: 'none' } as const;
    const weighted = fitLogistic(list.map((row) => ({ ...row, weight: 2 })), options).fit; // prettier-ignore
    const doubled = fitLogistic([...list, ...list], options).fit;
    expect(weighted.aic).toBeCloseTo(doubled.aic!, 9);
    expect(weighted.bic).toBeCloseTo(doubled.bic!, 9);
    expect(doubled.bic).toBeCloseTo(2 * Math.log(40) - 2 * doubled.logLikelihood, 9);
  });
});

describe('logistic models', () => {
  test('one yes-or-no feature: log odds, and reciprocals of the four cells', () => {
    const cells = [[false, 30, 6], [true, 10, 4]] as const; // prettier-ignore
    const list = cells.flatMap(([news, n, left]) =>
      Array.from({ length: n }, (_, i) => ({ features: { news }, churned: i < left })),
    );
    const features = [{ name: 'news', kind: 'boolean' }] as const;
    const { intercept, terms, fit } = fitLogistic(list, { features, horizonDays: 30, penalty: 'none' });
    expect(intercept).toBeCloseTo(Math.log(6 / 24), 9);
    expect(terms[0]!.coefficient).toBeCloseTo(Math.log(4 / 6) - Math.log(6 / 24), 9);
    const [without, within] = [1 / 6 + 1 / 24, 1 / 4 + 1 / 6];
    const wanted = [[without, -without], [-without, without + within]]; // prettier-ignore
    fit.covariance!.forEach((line, i) => line.forEach((value, j) => expect(value).toBeCloseTo(wanted[i]![j]!, 7)));
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(without + within), 7);
  });
});

describe('too good to be true: an AUC above 0.97 of one column', () => {
  const warned = (list: readonly { features: object; churned: boolean }[], kind: string): boolean =>
    fitLogistic(list as never, { features: [{ name: 'x', kind }] as never, horizonDays: 30 }).fit.warnings.some(
      ({ code }) => code === 'too-good',
    );
  /** Leavers and stayers of whom so many have the mark. */
  const marked = (left: number, ofLeft: number, stayed: number, ofStayed: number, yes: unknown, no: unknown) =>
    [[left, ofLeft, true], [stayed, ofStayed, false]] .flatMap(([n, of, churned]) =>
      Array.from({ length: n as number }, (_, i) => ({ features: { x: i < (of as number) ? yes : no }, churned: churned as boolean })),
    ); // prettier-ignore
  // The AUC of a mark is 1/2 + half the difference of the shares.
  test.each([
    [30, 29, 70, 1, true],
    [30, 28, 70, 0, false],
    [30, 30, 70, 4, true],
    [30, 30, 70, 5, false],
    [30, 29, 70, 35, false],
    [30, 0, 70, 68, true],
    [70, 69, 30, 1, true],
    [70, 69, 30, 2, false],
    [19, 19, 81, 0, false],
    [81, 0, 19, 19, false],
  ])('%i leavers, %i with it; %i stayers, %i with it', (left, ofLeft, stayed, ofStayed, want) => {
    const auc = 0.5 + Math.abs(ofLeft / left - ofStayed / stayed) / 2;
    expect(auc > 0.97 && Math.min(left, stayed) >= 20).toBe(want);
    expect(warned(marked(left, ofLeft, stayed, ofStayed, true, false), 'boolean')).toBe(want);
    expect(warned(marked(left, ofLeft, stayed, ofStayed, 1, 0), 'number')).toBe(want);
    expect(warned(marked(left, ofLeft, stayed, ofStayed, 'a', 'b'), 'category')).toBe(want);
  });
  test('one odd customer at the head of a long list hides nothing', () => {
    const list = Array.from({ length: 6000 }, (_, i) => ({
      features: { x: i === 0 ? 1e5 : i % 2 === 0 ? i : i + 5000 },
      churned: i % 2 === 1,
    }));
    expect(warned(list, 'number')).toBe(true);
  });
});

describe('calibration', () => {
  const stored = (map: object): Calibration => ({ kind: 'calibration', version: 1, fit: { n: 2, status: 'interior', warnings: [] }, ...map }) as unknown as Calibration; // prettier-ignore
  test('0 and 1 count as 1e-15 away from them', () => {
    // The double next to 1 − 1e-15 is a thousandth of that off.
    const far = 0.1 * Math.log(1e15);
    const platt = stored({ method: 'platt', intercept: 0, slope: 0.1 });
    expect(calibrate(platt, 1)).toBeCloseTo(sigmoid(far), 5);
    expect(calibrate(platt, 0)).toBeCloseTo(sigmoid(-far), 9);
    const beta = stored({ method: 'beta', a: 0, b: 0.1, c: 0.5 });
    expect(calibrate(beta, 1)).toBeCloseTo(sigmoid(far + 0.5), 5);
    expect(calibrate(beta, 0)).toBeCloseTo(sigmoid(0.5), 9);
  });
  test('isotonic: straight between its points, flat outside, exact at them', () => {
    const map = stored({ method: 'isotonic', points: [[0.2, 0.1], [0.4, 0.5], [0.6, 0.5], [0.8, 0.9]] }); // prettier-ignore
    const wanted = [[0, 0.1], [0.2, 0.1], [0.3, 0.3], [0.4, 0.5], [0.5, 0.5], [0.6, 0.5], [0.7, 0.7], [0.8, 0.9], [1, 0.9]] as const; // prettier-ignore
    for (const [p, want] of wanted) expect(calibrate(map, p)).toBeCloseTo(want, 12);
    const one = stored({ method: 'isotonic', points: [[0.5, 0.3]] });
    expect([0, 0.5, 1].map((p) => calibrate(one, p))).toEqual([0.3, 0.3, 0.3]);
  });
  test('isotonic: scores out of order are pooled, a block of one score is one point', () => {
    const map = fitCalibration(scored([[0.1, 0], [0.2, 1], [0.3, 0], [0.4, 1]]), { method: 'isotonic' }); // prettier-ignore
    expect(map).toMatchObject({ points: [[0.1, 0], [0.2, 0.5], [0.3, 0.5], [0.4, 1]], fit: { status: 'interior' } }); // prettier-ignore
    expect(fitCalibration(scored([[0.1, 0], [0.4, 1]]), { method: 'isotonic' }).fit.status).toBe('interior'); // prettier-ignore
  });
  test('a slope that falls without limit is both: reversed and separated', () => {
    const map = fitCalibration(scored([[0.2, 1], [0.3, 1], [0.7, 0], [0.8, 0]]), { method: 'platt', targets: 'plain' }); // prettier-ignore
    expect([map.fit.status, map.fit.warnings.map(({ code }) => code)]).toEqual(['boundary', ['separation', 'reversed']]); // prettier-ignore
  });

  /** The outcome less what the map says, summed with each weight: 0 for what the fit is free to choose. */
  const slopes = (list: readonly ScoredRow[], map: Calibration) =>
    [(): number => 1, (p: number) => Math.log(p), (p: number) => -Math.log1p(-p)].map((weight) =>
      list.reduce((sum, { probability: p, churned }) => sum + (Number(churned) - calibrate(map, p)) * weight(p), 0),
    );
  // The share of leavers climbs, then falls: one weight of the beta map would be below 0.
  const shares = (counts: readonly (readonly [number, number])[]) =>
    scored(counts.flatMap(([p, left]) => Array.from({ length: 20 }, (_, i): [number, 0 | 1] => [p, i < left ? 1 : 0])));
  test('beta: both weights above 0 are the maximum of the likelihood', () => {
    const list = shares([[0.1, 1], [0.3, 5], [0.5, 11], [0.7, 15], [0.9, 17]]); // prettier-ignore
    const map = fitCalibration(list, { method: 'beta' });
    expect(map).toMatchObject({ method: 'beta', a: expect.any(Number) as number });
    for (const slope of slopes(list, map)) expect(slope).toBeCloseTo(0, 8);
  });
  test('beta: a weight that would be below 0 is 0, and the rest is the best without it', () => {
    const rises = shares([[0.05, 6], [0.2, 3], [0.5, 4], [0.8, 10], [0.95, 17]]); // prettier-ignore
    const late = fitCalibration(rises, { method: 'beta' }) as Calibration & { a: number; b: number };
    expect(late.a).toBe(0);
    expect(late.b).toBeGreaterThan(0);
    const [one, , ofB] = slopes(rises, late);
    expect([one, ofB]).toEqual([expect.closeTo(0, 8), expect.closeTo(0, 8)]);
    const falls = shares([[0.05, 3], [0.2, 10], [0.5, 16], [0.8, 17], [0.95, 14]]); // prettier-ignore
    const early = fitCalibration(falls, { method: 'beta' }) as Calibration & { a: number; b: number };
    expect(early.b).toBe(0);
    expect(early.a).toBeGreaterThan(0);
    const [all, ofA] = slopes(falls, early);
    expect([all, ofA]).toEqual([expect.closeTo(0, 8), expect.closeTo(0, 8)]);
  });
  test('beta: two scores cannot tell two weights', () => {
    expect(fitCalibration(shares([[0.2, 4], [0.6, 12]]), { method: 'beta' }).fit.status).toBe('weak'); // prettier-ignore
  });
  test('beta: where higher scores leave less, the rate of all is all that is left', () => {
    const turned = shares([[0.1, 18], [0.5, 9], [0.9, 3]]); // prettier-ignore
    const map = fitCalibration(turned, { method: 'beta' });
    expect(map).toMatchObject({ a: 0, b: 0, fit: { status: 'interior' } });
    expect(calibrate(map, 0.77)).toBeCloseTo(30 / 60, 9);
  });
});

describe('the bootstrap', () => {
  const answers = (values: (number | null)[]) => () => ({ value: values.shift()! });
  const draws = Array.from({ length: 101 }, (_, i) => 101 - i);
  test('interval and error are those of the draws', () => {
    const found = bootstrapMetric(rows, answers([7, ...draws]), { seed: 1, resamples: 101, level: 0.9 });
    expect(found).toMatchObject({ value: 7, resamples: 101, withoutValue: 0 });
    // Of 1 … 101: the 5th and 95th percentiles, and Σ(x − 51)² = 85,850.
    expect(found.interval).toEqual({ low: expect.closeTo(6, 9) as number, high: expect.closeTo(96, 9) as number, level: 0.9, method: 'bootstrap-percentile' }); // prettier-ignore
    expect(found.standardError).toBeCloseTo(Math.sqrt(858.5), 9);
  });
  test('two draws are enough, half of them may be without a value, one value is too few', () => {
    const two = bootstrapMetric(rows, answers([7, 1, 3]), { seed: 1, resamples: 2 });
    expect(two.standardError).toBeCloseTo(Math.SQRT2, 12);
    const half = bootstrapMetric(rows, answers([7, null, 1, null, 3]), { seed: 1, resamples: 4 });
    expect(half).toMatchObject({ withoutValue: 2, standardError: expect.closeTo(Math.SQRT2, 12) as number });
    const most = bootstrapMetric(rows, answers([7, null, 1, null, 3, null]), { seed: 1, resamples: 5 });
    expect(most).toEqual({ value: 7, standardError: null, interval: null, resamples: 5, withoutValue: 3, noInterval: 'too-few' }); // prettier-ignore
    const one = bootstrapMetric(rows, answers([7, null, 1]), { seed: 1, resamples: 2 });
    expect(one).toMatchObject({ withoutValue: 1, standardError: null, noInterval: 'too-few' });
  });
  test('a metric without a value has its reason', () => {
    const none = { value: null, standardError: null, interval: null, resamples: 3, withoutValue: 0 };
    const options = { seed: 1, resamples: 3 };
    expect(bootstrapMetric(rows, () => ({ value: null, reason: 'one-class' }), options)).toEqual({ ...none, reason: 'one-class' }); // prettier-ignore
    expect(bootstrapMetric(rows, () => ({ value: null }), options)).toEqual({ ...none, reason: 'empty' });
  });
  test('rows of one score in another order are drawn alike', () => {
    const tied = scored([[0.4, 1], [0.4, 0], [0.4, 1], [0.4, 0], [0.4, 0], [0.7, 1], [0.7, 0]]); // prettier-ignore
    const options = { seed: 3, resamples: 50 };
    const want = bootstrapMetric(tied, measureLogLoss, options);
    expect(bootstrapMetric([...tied].reverse(), measureLogLoss, options)).toEqual(want);
    expect(bootstrapMetric([...tied.slice(2), ...tied.slice(0, 2)], measureLogLoss, options)).toEqual(want);
  });
});

describe('bins', () => {
  const orders = <T>(of: readonly T[]): T[][] =>
    of.length < 2 ? [[...of]] : of.flatMap((one, i) => orders(of.toSpliced(i, 1)).map((rest) => [one, ...rest]));
  test('by text, or by number, missing ones last, whatever comes first', () => {
    for (const values of orders(['b', null, 'a', '!'])) {
      const found = binWeightOfEvidence(values.map((value, i) => ({ value, churned: i % 2 === 0 })));
      expect(found.bins.map(({ label }) => label)).toEqual(['!', 'a', 'b', '(missing)']);
    }
    for (const values of orders([5, null, 15, 105])) {
      const list = values.map((value, i) => ({ value, churned: i % 2 === 0 }));
      const edges = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
      expect(binWeightOfEvidence(list, { edges }).bins.map(({ label }) => label)).toEqual(['0', '1', '10', '(missing)']); // prettier-ignore
    }
  });
  test('what is not given is missing, with and without edges', () => {
    const list = [{ value: undefined as never, churned: true }, { value: 1, churned: false }]; // prettier-ignore
    for (const edges of [undefined, null, [], [1]]) {
      const { bins } = binWeightOfEvidence(list, edges === undefined ? {} : { edges });
      expect(bins.at(-1)).toMatchObject({ label: '(missing)', n: 1, churned: 1 });
    }
  });
});

test('a tally refuses the score that its sums could not hold', () => {
  const tally = emptyTally(1);
  tally.bins[0]!.sumNano = Number.MAX_SAFE_INTEGER - 5e8;
  countScore(tally, 0.5, false);
  expect(tally.bins[0]!.sumNano).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => countScore(tally, 0.5, false)).toThrow(
    expect.objectContaining({ code: 'overflow', message: 'rows: expected sums below 2^53; tally in more bins' }),
  );
});

test('f1 when everybody left: all are found from the lowest score on', () => {
  const all = scored([[0.9, 1], [0.2, 1], [0.5, 1]]); // prettier-ignore
  expect(findThreshold(all, { objective: 'f1' })).toEqual({ threshold: 0.2, value: 1, n: 3, churned: 3 });
  expect(findThreshold(all, { objective: 'youden' })).toMatchObject({ threshold: null, reason: 'one-class' });
});

test('a backtest compares scores in the bins of the training', () => {
  const four = { ...model, training: { ...model.training, scores: tallyChurnScores(rows, { bins: 4 }) } };
  const [, row] = backtest({
    landmarks: [0, 86_400_000],
    horizonDays: 1,
    asOf: 3 * 86_400_000,
    examplesAt: () => examples.map((example, customerId) => ({ ...example, customerId })),
    fit: () => four,
  });
  expect(row!.stability!.parts).toHaveLength(4);
});

test('bands of a health definition are told by their place', () => {
  const problems = (bands: unknown) =>
    checkHealth({ ...health, missing: 'zero', bands } as never).map(({ code, path }) => `${code} ${path}`);
  expect(problems([])).toEqual(['empty /bands']);
  expect(problems('red')).toEqual(['wrong-type /bands']);
  expect(problems([{ name: 'red', from: 'x' }])).toEqual(['not-finite /bands/0/from']);
  expect(problems([{ name: 'red', from: 0 }, { name: 'red', from: 0 }])).toEqual(['out-of-order /bands/1/from', 'duplicate /bands/1/name']); // prettier-ignore
  expect(checkHealth({ ...health, missing: 'zero', factors: [{ key: 'a', weight: 1, levels: 5 }] } as never)).toMatchObject([{ code: 'missing-value' }]); // prettier-ignore
});
