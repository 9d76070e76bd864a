/** What fits and guards say when something is amiss, whole sentences. */
import {
  checkHealth,
  checkLeakage,
  fitCalibration,
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  fitScorecard,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { health } from './small-shop.ts';

const X = [{ name: 'x', kind: 'number' }] as const;
const scored = (...pairs: [number, boolean][]) => pairs.map(([probability, churned]) => ({ probability, churned }));

describe('logistic', () => {
  const warned = (
    list: readonly { features: object; churned: boolean; weight?: number }[],
    names: readonly object[],
    options: object = {},
  ) => fitLogistic(list as never, { features: names as never, horizonDays: 30, ...options }).fit.warnings;
  const list = Array.from({ length: 60 }, (_, i) => ({
    features: { x: (i * 7) % 11, one: 1, plan: i < 40 ? 'a' : i < 58 ? 'b' : 'c' },
    churned: i % 3 === 0,
  }));
  test('one class', () => {
    const all = list.map((row) => ({ ...row, churned: true }));
    const { fit } = fitLogistic(all as never, { features: X as never, horizonDays: 30, penalty: 'none' });
    expect(fit.warnings).toEqual([
      { code: 'one-class', message: 'Everybody left or everybody stayed: nothing can be learned.', facts: { features: [] } }, // prettier-ignore
    ]);
    expect(fit).toMatchObject({ status: 'failed', aic: null, bic: null });
    expect(fit.logLikelihood).toBe(fit.logLikelihoodNull);
    expect(fit.penalizedLogLikelihood).toBe(fit.logLikelihoodNull);
  });
  test('columns that never differ, and columns that repeat', () => {
    const more = list.map(({ features, churned }) => ({ features: { ...features, twice: 2 * features.x }, churned }));
    const schema = [...X, { name: 'one', kind: 'number' }, { name: 'twice', kind: 'number' }] as const;
    const { fit } = fitLogistic(more, { features: schema, horizonDays: 30, penalty: 'none' });
    expect(fit.warnings).toEqual([
      { code: 'constant', message: 'Left out because they never differ.', facts: { features: ['one'] } },
      { code: 'collinear', message: 'Left out because earlier columns say the same.', facts: { features: ['twice'] } },
    ]);
    expect(fit).toMatchObject({ status: 'weak', dropped: ['one', 'twice'], parameters: ['(intercept)', 'x'] });
    // Two parameters are paid for, not four.
    expect(fit.aic).toBeCloseTo(4 - 2 * fit.logLikelihood, 12);
    expect(fit.bic).toBeCloseTo(2 * Math.log(60) - 2 * fit.logLikelihood, 12);
  });
  test('separation, steps, rare levels and weights', () => {
    const apart = list.slice(0, 8).map((row, x) => ({ features: { x }, churned: x > 3 }));
    expect(warned(apart, X, { penalty: 'none' })).toEqual([
      { code: 'separation', message: "These tell the outcome apart completely; use penalty 'firth' or { l2 }.", facts: { features: ['x'] } }, // prettier-ignore
    ]);
    expect(warned(list, X, { penalty: 'none', maxIterations: 1 })).toEqual([
      { code: 'not-converged', message: 'No optimum was reached; allow more steps or give a penalty.', facts: { features: [] } }, // prettier-ignore
    ]);
    expect(warned(list, [{ name: 'plan', kind: 'category' }])).toEqual([
      { code: 'rare-level', message: 'Rare levels count as (other).', facts: { features: ['plan'] } },
    ]);
    expect(
      warned(
        list.map((row, i) => ({ ...row, weight: i < 2 ? 2 : 1 })),
        X,
      ),
    ).toEqual([
      { code: 'weights-shift-probability', message: 'Weights that differ move every probability; see shiftPrior.', facts: { features: [] } }, // prettier-ignore
    ]);
    // Weights that are all alike move nothing.
    expect(
      warned(
        list.map((row) => ({ ...row, weight: 2 })),
        X,
      ),
    ).toEqual([]);
  });
  test('columns that nearly repeat, and one that knows the future', () => {
    const near = Array.from({ length: 400 }, (_, i) => ({
      features: { x: (i * 37) % 101, y: 2 * ((i * 37) % 101) + ((i * 13) % 7) * 1e-2 },
      churned: (i * 29) % 103 < (i * 37) % 101,
    }));
    expect(warned(near, [...X, { name: 'y', kind: 'number' }], { penalty: 'none' })).toEqual([
      { code: 'wide-condition', message: 'Columns nearly repeat each other: trust predictions, not terms.', facts: { features: [] } }, // prettier-ignore
    ]);
    const leak = Array.from({ length: 100 }, (_, i) => ({ features: { x: i < 48 ? i : i + 60 }, churned: i >= 50 }));
    expect(warned(leak, X)).toEqual([
      { code: 'too-good', message: 'Each ranks almost perfectly alone: does it know the future?', facts: { features: ['x'] } }, // prettier-ignore
    ]);
  });
});

describe('scorecards', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    features: { a: i % 4, b: i % 4, c: 1 },
    churned: i % 4 < 2 ? i % 8 < 4 : i % 12 < 3,
  }));
  test('what says nothing new, and what separates', () => {
    const card = fitScorecard(rows, { variables: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    expect(card.fit.warnings).toEqual([
      { code: 'collinear', message: 'These say nothing new.', facts: { features: ['c', 'b'] } },
    ]);
    const apart = rows.map((_, i) => ({ features: { a: i < 20 ? 'x' : 'y' }, churned: i < 20 }));
    expect(fitScorecard(apart, { variables: [{ name: 'a' }] }).fit.warnings).toEqual([
      { code: 'separation', message: 'These tell the outcome apart completely.', facts: { features: ['a'] } },
    ]);
  });
  test('a variable whose coefficient turns against its bins', () => {
    // The rate falls with `b` alone; at the same `a` it rises.
    const cells = [[0, 0, 90, 60], [0, 1, 10, 8], [1, 0, 10, 1], [1, 1, 90, 18]] as const; // prettier-ignore
    const list = cells.flatMap(([a, b, n, left]) =>
      Array.from({ length: n }, (_, i) => ({ features: { a, b }, churned: i < left })),
    );
    const { fit } = fitScorecard(list, { variables: [{ name: 'a' }, { name: 'b' }] });
    expect(fit).toEqual({
      n: 200,
      status: 'interior',
      warnings: [
        { code: 'wrong-sign', message: 'b contradicts its own bins beside the other variables; leave it out.', facts: { features: ['b'] } }, // prettier-ignore
      ],
    });
  });
});

test('calibration', () => {
  const falling = fitCalibration(scored([0.2, true], [0.4, true], [0.3, false], [0.8, false], [0.7, true]), { method: 'platt' }); // prettier-ignore
  const { slope } = falling as { slope: number };
  expect(slope).toBeLessThan(0);
  expect(falling.fit).toEqual({
    n: 5,
    status: 'interior',
    warnings: [{ code: 'reversed', message: 'Higher scores left less often.', facts: { slope } }],
  });
  for (const method of ['platt', 'isotonic', 'beta'] as const) {
    for (const churned of [true, false]) {
      expect(fitCalibration(scored([0.2, churned], [0.6, churned]), { method }).fit).toEqual({
        n: 2,
        status: 'failed',
        warnings: [{ code: 'one-class', message: 'Everybody left or everybody stayed.', facts: {} }],
      });
    }
  }
  const apart = scored([0.2, false], [0.3, false], [0.7, true], [0.8, true]);
  expect(fitCalibration(apart, { method: 'platt', targets: 'plain' }).fit).toEqual({
    n: 4,
    status: 'boundary',
    warnings: [
      { code: 'separation', message: 'The scores tell the outcome apart completely: the slope has no end.', facts: {} },
    ],
  });
});

describe('silence and gaps', () => {
  const at = (day: number, hour = 0): string => new Date(Date.UTC(2024, 0, 1 + day, hour)).toISOString();
  // Regulars that all come back, and one-time buyers that never do, after the same silence.
  const shop = Array.from({ length: 80 }, (_, c) =>
    (c < 40 ? [0, 10, 20, 30, 40, 50, 60] : [50]).map((day) => ({ customerId: c, at: at(day) })),
  ).flat();
  const options = { landmarks: [at(55)], horizonDays: 30, asOf: at(90), silenceEdgesDays: [0, 30] };
  const facts = { fromDays: 0, low: 0, high: 1, difference: 1 };
  test('one rate for all, or one threshold for all', () => {
    expect(fitInactivityRisk(shop, options).fit.warnings).toEqual([
      { code: 'pooled-strata', message: 'One rate for all customers hides large differences: pass strata, for example [1, 2, 4].', facts }, // prettier-ignore
    ]);
    expect(fitInactivityRisk(shop, { ...options, strata: [1, 2] }).fit.warnings).toEqual([
      { code: 'strata-differ', message: 'After the same silence customers with few and with many purchases differ much: never use one threshold for all.', facts }, // prettier-ignore
    ]);
  });
  test('horizons that are not over, days below the first edge, landmarks inside a day', () => {
    const early = { ...options, asOf: at(84) };
    expect(fitInactivityRisk(shop, early).fit).toEqual({
      n: 0,
      status: 'failed',
      warnings: [
        {
          code: 'no-complete-landmark',
          message:
            'No landmark is followed by a whole horizon of known facts: ask earlier landmarks or a shorter horizon.',
          facts: { skippedLandmarksAt: [Date.parse(at(55))], horizonDays: 30 },
        },
      ],
    });
    const late = { ...options, silenceEdgesDays: [30], strata: [1, 2] };
    expect(fitInactivityRisk(shop, late).fit.warnings).toEqual([
      { code: 'below-first-edge', message: 'Some customers had been silent for less than the first edge and are in no bin.', facts: { observations: 80, fromDays: 30 } }, // prettier-ignore
    ]);
    const inside = { ...options, landmarks: [at(55, 5)], asOf: at(91), strata: [7] };
    expect(fitInactivityRisk(shop, inside).fit.warnings).toEqual([
      { code: 'landmark-inside-day', message: 'A landmark lies inside a civil day; orders of that day count as history. Place landmarks at the start of a day.', facts: { timeZone: 'UTC' } }, // prettier-ignore
    ]);
  });
  test('strata without a second purchase', () => {
    const once = [{ customerId: 'a', at: at(0) }];
    expect(fitGapRisk(once, { asOf: at(9), strata: [1, 4] }).fit).toEqual({
      n: 1,
      status: 'weak',
      warnings: [1, 4].map((fromPurchases) => ({
        code: 'nobody-returned',
        message: `From ${fromPurchases} purchases on nobody was seen to buy again, so silence tells nothing there.`,
        facts: { fromPurchases },
      })),
    });
  });
});

describe('guards', () => {
  test('leakage: what was known too late, and what ranks too well', () => {
    const examples = [1, 2, 3, 4].map((calls) => ({
      landmarkAt: 5,
      churned: calls > 2,
      features: { calls, 'a/b~c': 1 },
      knownAt: { calls: 4, 'a/b~c': calls > 2 ? 5 : 4 },
    }));
    expect(checkLeakage(examples)).toEqual([
      {
        code: 'too-good',
        path: '/features/calls',
        severity: 'warning',
        message: 'expected an AUC of at most 0.97 of calls alone, got 1',
        facts: { feature: 'calls', rocAuc: 1 },
      },
      {
        code: 'after-landmark',
        path: '/features/a~1b~0c',
        severity: 'error',
        message: 'expected a/b~c to be known before the landmark, got 2 examples where it was not',
        facts: { feature: 'a/b~c', count: 2 },
      },
    ]);
    expect(checkLeakage(examples, { threshold: 1 }).map(({ code }) => code)).toEqual(['after-landmark']);
  });

  const factor = { key: 'a', weight: 1, points: [[0, 0]] };
  test.each<[string, string, string, object | null | string]>([
    ['wrong-type', '', 'expected a definition, got null', null],
    ['wrong-type', '', 'expected a definition, got health', 'health'],
    ['wrong-kind', '/kind', 'expected health of version 1, got wealth of version 1', { kind: 'wealth' }],
    ['wrong-kind', '/kind', 'expected health of version 1, got health of version 2', { version: 2 }],
    ['wrong-type', '/factors', 'expected a list of factors, got object', { factors: {} }],
    ['empty', '/factors', 'expected one factor or more, got none', { factors: [] }],
    ['wrong-type', '/factors/0', 'expected a factor, got null', { factors: [null] }],
    ['wrong-type', '/factors/0', 'expected a factor, got 5', { factors: [5] }],
    ['wrong-type', '/factors/0/key', 'expected a name, got number', { factors: [{ ...factor, key: 5 }] }],
    ['duplicate', '/factors/1/key', "expected every key once, got 'a' again", { factors: [factor, factor] }],
    ['wrong-type', '/factors/0/label', 'expected text, got number', { factors: [{ ...factor, label: 5 }] }],
    ['out-of-range', '/factors/0/weight', 'expected above 0, got 0', { factors: [{ ...factor, weight: 0 }] }],
    ['out-of-range', '/factors/0/weight', 'expected above 0, got 1e+51', { factors: [{ ...factor, weight: 1e51 }] }],
    ['out-of-range', '/factors/0/weight', 'expected above 0, got 1', { factors: [{ ...factor, weight: '1' }] }],
    ['wrong-type', '/factors/0/points', 'expected a list of points, got number', { factors: [{ ...factor, points: 5 }] }],
    ['empty', '/factors/0/points', 'expected one point or more, got none', { factors: [{ ...factor, points: [] }] }],
    ['not-finite', '/factors/0/points/0/0', 'expected a finite number, got NaN', { factors: [{ ...factor, points: [[NaN, 0]] }] }],
    ['not-finite', '/factors/0/points/0/0', 'expected a finite number, got 1e+151', { factors: [{ ...factor, points: [[1e151, 0]] }] }],
    ['out-of-order', '/factors/0/points/1/0', 'expected more than 3, got 3', { factors: [{ ...factor, points: [[3, 0], [3, 1]] }] }],
    ['out-of-range', '/factors/0/points/0/1', 'expected 0 to 100 points, got 101', { factors: [{ ...factor, points: [[0, 101]] }] }],
    ['out-of-range', '/factors/0/points/0/1', 'expected 0 to 100 points, got 50', { factors: [{ ...factor, points: [[0, '50']] }] }],
    ['wrong-type', '/factors/0/steps', 'expected a list of steps, got number', { factors: [{ key: 'a', weight: 1, steps: 5 }] }],
    ['empty', '/factors/0/steps', 'expected one step or more, got none', { factors: [{ key: 'a', weight: 1, steps: [] }] }],
    ['out-of-order', '/factors/0/steps/1/from', 'expected more than 1, got 0', { factors: [{ key: 'a', weight: 1, steps: [{ from: 1, score: 0 }, { from: 0, score: 0 }] }] }],
    ['out-of-range', '/factors/0/steps/0/score', 'expected 0 to 100 points, got -1', { factors: [{ key: 'a', weight: 1, steps: [{ from: 1, score: -1 }] }] }],
    ['empty', '/factors/0/levels', 'expected one level or more, got none', { factors: [{ key: 'a', weight: 1, levels: {} }] }],
    ['out-of-range', '/factors/0/levels/x~1y~0z', 'expected 0 to 100 points, got 101', { factors: [{ key: 'a', weight: 1, levels: { 'x/y~z': 101 } }] }],
    ['missing-value', '/factors/0', 'expected points, steps or levels, got none of them', { factors: [{ key: 'a', weight: 1 }] }],
    ['missing-value', '/factors/0', 'expected points, steps or levels, got none of them', { factors: [{ key: 'a', weight: 1, levels: null }] }],
    ['out-of-range', '/bands/0/from', 'expected 0, got 5', { bands: [{ name: 'red', from: 5 }] }],
    ['unknown-name', '/missing', 'expected reweight, neutral or zero, got skip', { missing: 'skip' }],
    ['out-of-range', '/neutralScore', 'expected 0 to 100 points, got 101', { neutralScore: 101 }],
    ['out-of-range', '/minimumKnownShare', 'expected 0 to 1, got 1.1', { minimumKnownShare: 1.1 }],
    ['out-of-range', '/minimumKnownShare', 'expected 0 to 1, got -0.1', { minimumKnownShare: -0.1 }],
    ['out-of-range', '/minimumKnownShare', 'expected 0 to 1, got half', { minimumKnownShare: 'half' }],
  ])('health: %s at %s: %s', (code, path, message, over) => {
    const sound = { ...health, missing: 'reweight' };
    const definition = typeof over === 'object' && over !== null ? { ...sound, ...over } : over;
    expect(checkHealth(definition as never)).toEqual([{ code, path, severity: 'error', message }]);
  }); // prettier-ignore
  test('health: all that is sound has no problem, the ends of its ranges among them', () => {
    for (const missing of ['reweight', 'neutral', 'zero']) {
      for (const minimumKnownShare of [0, 1, undefined]) {
        for (const neutralScore of [0, 100, undefined]) {
          const factors = [{ ...factor, weight: 1e50, points: [[-1e150, 0], [1e150, 100]] }]; // prettier-ignore
          expect(checkHealth({ ...health, factors, missing, minimumKnownShare, neutralScore } as never)).toEqual([]);
        }
      }
    }
  });
});
