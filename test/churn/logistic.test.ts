import {
  encodeFeatures,
  explainChurn,
  fitEncoder,
  fitLogistic,
  inferLogistic,
  measureFeatureStability,
  probabilityChurn,
  rawCoefficients,
  scoreChurn,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';

const X = [{ name: 'x', kind: 'number', standardize: false }] as const;
const MIXED = [1, 2, 3, 4, 5, 6, 7, 8].map((x) => ({ features: { x }, churned: x % 3 === 1 || x === 2 }));
const OFFSETS = [0.5, -0.25, 0, 1, -1, 0.2, 0.3, -0.6];
const WITH_OFFSET = MIXED.map((row, i) => ({ ...row, offset: OFFSETS[i]! }));

describe('logistic regression against R 4.2 glm', () => {
  // glm(y ~ x, family = binomial, epsilon = 1e-14)
  test('coefficients and standard errors', () => {
    const model = fitLogistic(MIXED, { features: X, horizonDays: 30, penalty: 'none' });
    expect(model.intercept).toBeCloseTo(1.9494066449700556, 9);
    expect(model.terms[0]!.coefficient).toBeCloseTo(-0.4332014766600124, 9);
    expect(model.fit.standardErrors[0]).toBeCloseTo(1.8610868044274287, 7);
    expect(model.fit.standardErrors[1]).toBeCloseTo(0.374865706552885, 7);
  });

  // glm(y ~ x, offset = o, ...)
  test('with an offset: coefficients, standard errors, both likelihoods, probabilities', () => {
    const model = fitLogistic(WITH_OFFSET, { features: X, horizonDays: 30, penalty: 'none' });
    expect(model.intercept).toBeCloseTo(1.6808794703129897, 9);
    expect(model.terms[0]!.coefficient).toBeCloseTo(-0.3804598157602486, 9);
    expect(model.fit.standardErrors[0]).toBeCloseTo(1.9033040790843427, 7);
    expect(model.fit.standardErrors[1]).toBeCloseTo(0.3846397000482534, 7);
    expect(model.fit.logLikelihood).toBeCloseTo(-3.831415298473233, 10);
    expect(model.fit.logLikelihoodNull).toBeCloseTo(-4.409258930142325, 10);
    expect(probabilityChurn(model, { x: 1 }, { offset: 0.5 })).toBeCloseTo(0.8582000116938638, 10);
    expect(probabilityChurn(model, { x: 8 }, { offset: -0.6 })).toBeCloseTo(0.123164444654519, 10);
  });
});

describe('offsets', () => {
  const model = fitLogistic(WITH_OFFSET, { features: X, horizonDays: 30 });

  test('are part of base and logit, so reasons still add up', () => {
    const score = scoreChurn(model, { x: 2 }, { offset: 0.7 });
    const plain = scoreChurn(model, { x: 2 });
    expect(score.base).toBeCloseTo(plain.base + 0.7, 12);
    expect(score.logit).toBeCloseTo(plain.logit + 0.7, 12);
    const sum = explainChurn(model, { x: 2 }).reduce((all, { facts }) => all + facts.contribution, score.base);
    expect(sum).toBeCloseTo(score.logit, 12);
    expect(probabilityChurn(model, { x: 2 }, { offset: 0.7 })).toBe(score.probability);
  });

  test('of one value move the intercept and nothing else', () => {
    const by = (offset: number) =>
      fitLogistic(
        MIXED.map((row) => ({ ...row, offset })),
        { features: X, horizonDays: 30 },
      );
    const [none, some] = [by(0), by(1.5)];
    expect(some.intercept).toBeCloseTo(none.intercept - 1.5, 9);
    expect(some.terms[0]!.coefficient).toBeCloseTo(none.terms[0]!.coefficient, 9);
    expect(some.fit.logLikelihoodNull).toBeCloseTo(none.fit.logLikelihoodNull, 9);
    expect(some.training.scores).toEqual(none.training.scores);
  });

  test('that are no numbers are refused, at the fit and at the score', () => {
    expect(codeOf(() => fitLogistic([{ ...MIXED[0]!, offset: Infinity }], { features: X, horizonDays: 30 }))).toBe(
      'not-finite',
    );
    expect(codeOf(() => fitLogistic([{ ...MIXED[0]!, offset: '1' as never }], { features: X, horizonDays: 30 }))).toBe(
      'wrong-type',
    );
    expect(codeOf(() => probabilityChurn(model, { x: 1 }, { offset: Number.NaN }))).toBe('not-finite');
    expect(codeOf(() => scoreChurn(model, { x: 1 }, { offset: Number.NaN }))).toBe('not-finite');
  });
});

const FEATURES = [
  { name: 'days', kind: 'number' },
  { name: 'spend', kind: 'number', transform: 'log1p', indicator: true },
  { name: 'vip', kind: 'boolean' },
  { name: 'plan', kind: 'category', minCount: 1, reference: 'basic', label: 'Plan' },
] as const;
const PLANS = ['basic', 'pro', 'max', null];
const SHOP = Array.from({ length: 240 }, (_, i) => ({
  features: {
    days: 30 + ((i * 37) % 400),
    spend: i % 11 === 0 ? null : (i * 91) % 1000,
    vip: i % 13 === 0 ? null : i % 5 < 2,
    plan: PLANS[(i * 5) % 7 > 2 ? 0 : i % 4]!,
  },
  churned: (i * 29) % 17 < ((i * 37) % 400) / 40,
}));

describe('coefficients in the units of the caller', () => {
  const model = fitLogistic(SHOP, { features: FEATURES, horizonDays: 30, penalty: 'none' });
  const raw = rawCoefficients(model);

  test('are those of a fit without standardizing', () => {
    const plain = fitLogistic(SHOP, {
      features: FEATURES.map((feature) => (feature.kind === 'number' ? { ...feature, standardize: false } : feature)),
      horizonDays: 30,
      penalty: 'none',
    });
    // A missing number counts as the mean in both; intercepts differ by nothing.
    expect(raw.intercept).toBeCloseTo(plain.intercept, 8);
    expect(raw.interceptStandardError).toBeCloseTo(plain.fit.standardErrors[0]!, 5);
    plain.terms.forEach(({ column, coefficient }, i) => {
      expect(raw.terms[i]).toMatchObject({ column, feature: model.terms[i]!.feature });
      expect(raw.terms[i]!.coefficient / coefficient).toBeCloseTo(1, 8);
      expect(raw.terms[i]!.standardError! / plain.fit.standardErrors[i + 1]!).toBeCloseTo(1, 6);
    });
    expect(rawCoefficients(plain).terms.map(({ coefficient }) => coefficient)).toEqual(
      plain.terms.map(({ coefficient }) => coefficient),
    );
  });

  test('write the model as one formula', () => {
    const record = { days: 100, spend: 50, vip: true, plan: 'pro' };
    const column: Record<string, number> = { days: 100, spend: Math.log1p(50), vip: 1, 'plan=pro': 1 };
    const logit = raw.terms.reduce((sum, term) => sum + term.coefficient * (column[term.column] ?? 0), raw.intercept);
    expect(logit).toBeCloseTo(scoreChurn(model, record).logit, 10);
  });

  test('have no standard errors where the fit has none', () => {
    const apart = Array.from({ length: 8 }, (_, x) => ({ features: { x }, churned: x > 3 }));
    const separated = rawCoefficients(
      fitLogistic(apart, { features: [{ name: 'x', kind: 'number' }], horizonDays: 30, penalty: 'none' }),
    );
    expect(separated.interceptStandardError).toBeNull();
    expect(separated.terms[0]!.standardError).toBeNull();
  });
});

describe('warnings name the features', () => {
  const codes = (
    examples: Parameters<typeof fitLogistic>[0],
    features: readonly object[],
    penalty: 'none' | 'firth' | { l2: number } = { l2: 1 },
  ) =>
    fitLogistic(examples as never, { features: features as never, horizonDays: 30, penalty }).fit.warnings.map(
      ({ code, facts }) => [code, facts['features']],
    );

  test('too-good: a column that restates the outcome, one way or the other', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({
      features: {
        fine: (i * 7) % 10,
        leak: (i < 50 ? i : i + 60) + (i % 7),
        back: i < 50 ? 300 - i : 100 - i,
        ended: i >= 50,
      },
      churned: i >= 50,
    }));
    const features = [
      { name: 'fine', kind: 'number' },
      { name: 'leak', kind: 'number' },
      { name: 'back', kind: 'number' },
      { name: 'ended', kind: 'boolean' },
    ];
    expect(codes(rows, features)).toEqual([['too-good', ['leak', 'back', 'ended']]]);
    // Without a penalty the same columns separate, which says it already.
    expect(codes(rows, features, 'none').map(([code]) => code)).toEqual(['separation']);
    // Nineteen of a class may be ranked perfectly by chance.
    expect(codes(rows.slice(31, 69), [{ name: 'leak', kind: 'number' }])).toEqual([]);
    expect(codes(rows.slice(30, 70), [{ name: 'leak', kind: 'number' }])).toEqual([['too-good', ['leak']]]);
  });

  test('too-good: an AUC of 0.97 is the line, also with more rows than are looked at first', () => {
    const rows = (overlap: number) =>
      Array.from({ length: 6000 }, (_, i) => ({
        features: { x: i % 2 === 0 ? i : i + 6000 - overlap },
        churned: i % 2 === 1,
      }));
    // Two rows of equal steps, moved against each other: the AUC is 1 − (overlap/6000)²/2.
    expect(codes(rows(1000), [{ name: 'x', kind: 'number' }])).toEqual([['too-good', ['x']]]);
    expect(codes(rows(1600), [{ name: 'x', kind: 'number' }])).toEqual([]);
  });

  test('wide-condition: dependent but not identical; predictions hold though coefficients mean little', () => {
    const rows = Array.from({ length: 400 }, (_, i) => {
      const x = (i * 37) % 101;
      return {
        features: { x, almost: 2 * x + ((i * 13) % 7) * 1e-2, other: (i * 11) % 23 },
        churned: (i * 29) % 103 < x,
      };
    });
    const features = [
      { name: 'x', kind: 'number' },
      { name: 'almost', kind: 'number' },
      { name: 'other', kind: 'number' },
    ] as const;
    const wide = fitLogistic(rows, { features, horizonDays: 30, penalty: 'none' });
    expect(wide.fit.condition).toBeGreaterThan(1e6);
    expect(wide.fit.warnings.map(({ code }) => code)).toEqual(['wide-condition']);
    const plain = fitLogistic(
      rows.map((row) => ({ ...row, features: { x: row.features.x, other: row.features.other } })),
      {
        features: [features[0], features[2]],
        horizonDays: 30,
        penalty: 'none',
      },
    );
    expect(plain.fit.warnings).toEqual([]);
    for (const i of [3, 77, 250]) {
      expect(probabilityChurn(wide, rows[i]!.features)).toBeCloseTo(probabilityChurn(plain, rows[i]!.features), 1);
    }
  });

  test('rare-level: levels below minCount are one', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      features: { plan: i < 40 ? 'a' : i < 58 ? 'b' : 'c' },
      churned: i % 3 === 0,
    }));
    expect(codes(rows, [{ name: 'plan', kind: 'category' }])).toEqual([['rare-level', ['plan']]]);
    expect(codes(rows, [{ name: 'plan', kind: 'category', minCount: 2 }])).toEqual([]);
    const encoder = fitEncoder(
      [{ name: 'plan', kind: 'category' }],
      rows.map(({ features }) => features),
    );
    expect(encoder.columns).toEqual(['plan=(other)']);
    expect(encodeFeatures(encoder, { plan: 'c' })).toEqual({ values: { 'plan=(other)': 1 }, flags: [] });
    expect(encodeFeatures(encoder, { plan: 'z' })).toEqual({
      values: { 'plan=(other)': 1 },
      flags: [{ feature: 'plan', code: 'unknown-level' }],
    });
  });

  test('not-converged: too few steps are told, and the numbers are finite', () => {
    const model = fitLogistic(MIXED, { features: X, horizonDays: 30, penalty: 'none', maxIterations: 1 });
    expect(model.fit).toMatchObject({ status: 'failed', iterations: 1, aic: null });
    expect(model.fit.warnings.map(({ code }) => code)).toEqual(['not-converged']);
    expect(Number.isFinite(model.intercept)).toBe(true);
  });

  test('a penalty beyond all doubles, also for its column alone, pins the coefficient to 0', () => {
    const few = Array.from({ length: 40 }, (_, i) => ({
      features: { x: i % 2 ? 1e-160 : 0, z: i % 5 },
      churned: i % 3 === 0,
    }));
    const features = [
      { name: 'x', kind: 'number', standardize: false },
      { name: 'z', kind: 'number' },
    ] as const;
    for (const l2 of [1, 1e308]) {
      const { fit, terms } = fitLogistic(few, { features, horizonDays: 30, penalty: { l2 } });
      expect(fit.status).toBe('interior');
      expect(terms[0]!.coefficient).toBe(0);
    }
  });

  test('Firth is finite where the maximum likelihood is not', () => {
    const apart = Array.from({ length: 8 }, (_, x) => ({ features: { x }, churned: x > 3 }));
    const model = fitLogistic(apart, { features: X, horizonDays: 30, penalty: 'firth' });
    expect(model.fit).toMatchObject({ status: 'interior', warnings: [] });
    const inference = inferLogistic(model, { level: 0.9 });
    expect(inference.terms[0]!.interval).toMatchObject({ level: 0.9, method: 'wald' });
    expect(inference.terms[0]!.pValue).toBeLessThan(0.2);
  });

  test.each(
    [
      [
        [-0.6, 0.51],
        [-0.92, -0.48],
        [-0.16, -0.86],
        [-1.18, -0.3],
      ],
      [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 1, 0],
        [0, 1, 0],
        [1, 1, 0],
        [1, 1, 0],
        [1, 1, 0],
      ],
    ].map((rows, i) => ({ rows, leaves: (row: number) => (i === 0 ? row === 3 : row > 0) })),
  )(
    'Firth arrives where few rows hold much leverage: with the information alone 200 steps went to and fro',
    ({ rows, leaves }) => {
      const examples = rows.map((row, i) => ({
        features: Object.fromEntries(row.map((value, j) => [`x${j}`, value])),
        churned: leaves(i),
      }));
      const features = rows[0]!.map((_, j) => ({ name: `x${j}`, kind: 'number' as const }));
      const { fit } = fitLogistic(examples, { features, horizonDays: 30, penalty: 'firth' });
      expect(fit.status).toBe('interior');
      expect(fit.gradientNorm).toBeLessThan(1e-8);
    },
  );
});

describe('drift by feature', () => {
  const model = fitLogistic(SHOP, { features: FEATURES, horizonDays: 30 });
  const records = SHOP.map(({ features }) => features);

  test('the training itself has not moved', () => {
    const moved = measureFeatureStability(model, records);
    expect(moved.map(({ feature, label, value, verdict }) => [feature, label, value, verdict])).toEqual([
      ['days', 'days', 0, 'stable'],
      ['spend', 'spend', 0, 'stable'],
      ['vip', 'vip', 0, 'stable'],
      ['plan', 'Plan', 0, 'stable'],
    ]);
    // Ten bins by deciles, each with a tenth.
    expect(moved[0]!.parts).toHaveLength(10);
    for (const { reference } of moved[0]!.parts) expect(reference).toBeCloseTo(0.1, 1);
    expect(moved[1]!.parts.map(({ level }) => level)).toContain('(missing)');
    expect(moved[2]!.parts.map(({ level }) => level)).toEqual(['(missing)', 'false', 'true']);
  });

  test('one feature that moved is named, the others stay', () => {
    const moved = measureFeatureStability(
      model,
      records.map((record) => ({ ...record, days: record.days + 150 })),
    );
    expect(moved.map(({ feature, verdict }) => [feature, verdict])).toEqual([
      ['days', 'shifted'],
      ['spend', 'stable'],
      ['vip', 'stable'],
      ['plan', 'stable'],
    ]);
  });

  test('by hand: a feed that lost a boolean', () => {
    const lost = measureFeatureStability(
      model,
      records.map((record) => ({ ...record, vip: null })),
      { epsilon: 0.01 },
    );
    const [missing, no, yes] = [null, false, true].map(
      (level) => records.filter(({ vip }) => vip === level).length / 240,
    );
    const part = (r: number, c: number) => (c - r) * Math.log(c / r);
    expect(lost[2]!.value).toBeCloseTo(part(missing!, 1) + part(no!, 0.01) + part(yes!, 0.01), 12);
    expect(lost[2]!.verdict).toBe('shifted');
  });

  test('a new level stands under its own name; the model can be stored in between', () => {
    const stored = JSON.parse(JSON.stringify(model));
    const [, , , plan] = measureFeatureStability(stored, [{ ...records[0]!, plan: 'ultra' }]);
    expect((plan as { parts: { level: string }[] }).parts.map(({ level }) => level)).toEqual([
      '(missing)',
      'basic',
      'max',
      'pro',
      'ultra',
    ]);
  });

  test('clip and transform come before the bins', () => {
    const features = [{ name: 'x', kind: 'number', clip: [0, 5], transform: 'log1p' }] as const;
    const clipped = fitLogistic(MIXED, { features, horizonDays: 30 });
    expect(clipped.training.features[0]!.edges!.at(-1)).toBeCloseTo(Math.log1p(5), 12);
    expect(
      measureFeatureStability(
        clipped,
        MIXED.map(({ features: { x } }) => ({ x: x > 4 ? 900 : x })),
      )[0]!.value,
    ).toBe(0);
  });

  test('no records: null; broken ones are refused by their place', () => {
    expect(measureFeatureStability(model, [])[0]).toMatchObject({ value: null, verdict: null, reason: 'empty' });
    expect(codeOf(() => measureFeatureStability(model, [null as never]))).toBe('wrong-type');
    expect(codeOf(() => measureFeatureStability(model, records, { epsilon: 0 }))).toBe('out-of-range');
    expect(() => measureFeatureStability(model, [records[0]!, { ...records[1]!, days: Number.NaN }])).toThrow(
      'records[1]["days"]',
    );
  });

  test('a number that is always missing has one level', () => {
    const rows = MIXED.map((row) => ({ ...row, features: { ...row.features, gone: null } }));
    const gone = fitLogistic(rows, { features: [...X, { name: 'gone', kind: 'number' }], horizonDays: 30 });
    expect(gone.training.features[1]).toEqual({ feature: 'gone', edges: [], counts: [['(missing)', 8]] });
    expect(gone.fit.dropped).toEqual(['gone']);
  });
});

describe('names that objects have by themselves', () => {
  test('__proto__ and constructor are features and levels like any other', () => {
    const features = [
      { name: '__proto__', kind: 'number' },
      { name: 'constructor', kind: 'category', minCount: 1 },
    ] as const;
    const record = (x: number, level: string) => JSON.parse(`{"__proto__": ${x}, "constructor": "${level}"}`);
    const rows = [1, 2, 3, 4, 5, 6].map((x) => ({
      features: record(x, x % 2 ? '__proto__' : 'hasOwnProperty'),
      churned: x < 3 || x === 5,
    }));
    const model = fitLogistic(rows, { features, horizonDays: 30 });
    expect(model.terms.map(({ column }) => column)).toEqual(['__proto__', 'constructor=hasOwnProperty']);
    expect(scoreChurn(model, record(2, '__proto__')).flags).toEqual([]);
    // A record without own keys has nothing of them, whatever its prototype holds.
    expect(scoreChurn(model, {} as never).flags.map(({ code }) => code)).toEqual(['missing', 'missing']);
    const values = encodeFeatures(model.encoder, record(2, '__proto__')).values;
    expect(Object.keys(values)).toEqual(['__proto__', 'constructor=hasOwnProperty']);
    const stored = JSON.parse(JSON.stringify(model));
    expect(scoreChurn(stored, record(2, '__proto__'))).toEqual(scoreChurn(model, record(2, '__proto__')));
    const moved = measureFeatureStability(
      stored,
      rows.map((row) => row.features),
    ) as { value: number }[];
    expect(moved.map(({ value }) => value)).toEqual([0, 0]);
  });

  test('a record of a class may answer by getters; what every object inherits is no value', () => {
    const model = fitLogistic(MIXED, { features: X, horizonDays: 30 });
    class Customer {
      get x(): number {
        return 3;
      }
    }
    expect(scoreChurn(model, new Customer())).toEqual(scoreChurn(model, { x: 3 }));
    const odd = ['toString', 'valueOf', 'hasOwnProperty'].map((name) => ({ name, kind: 'category' }) as const);
    const encoder = fitEncoder(odd, [{ toString: 'a', valueOf: 'b', hasOwnProperty: 'c' } as never]);
    expect(encodeFeatures(encoder, {} as never).flags).toHaveLength(3);
  });
});
