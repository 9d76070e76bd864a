import type { HealthDefinition } from 'clientele/churn';
import {
  calibrate,
  checkHealth,
  explainChurn,
  fitCalibration,
  fitLogistic,
  inferLogistic,
  labelEnded,
  labelInactive,
  measureCalibration,
  measureHealth,
  measureMaximumProfit,
  scoreHealth,
  shiftPrior,
  tabulateLift,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { scored } from './make-rows.ts';

describe('labels at the borders', () => {
  const window = { landmarkAt: 1000, horizonDays: 1, asOf: 1000 + 86_400_000 };
  const end = 1000 + 86_400_000;
  const member = (startedAt: number, endedAt: number | null) =>
    labelEnded([{ customerId: 'a', startedAt, endedAt }], window).map(({ churned }) => churned);

  test('a member from the landmark on counts, one who ended at it does not; the end of the horizon is outside', () => {
    expect(member(1000, null)).toEqual([false]);
    expect(member(1001, null)).toEqual([]);
    expect(member(0, 1000)).toEqual([]);
    expect(member(0, 1001)).toEqual([true]);
    expect(member(0, end - 1)).toEqual([true]);
    expect(member(0, end)).toEqual([false]);
  });

  test('facts at asOf are not known', () => {
    const early = { ...window, landmarkAt: 1000, asOf: 1000 };
    expect(labelEnded([{ customerId: 'a', startedAt: 1000 }], early)).toEqual([]);
    expect(labelEnded([{ customerId: 'a', startedAt: 999 }], early)).toMatchObject([{ churned: null }]);
  });

  test('numbers before text, both ascending; refunds are no purchases', () => {
    const at = 5;
    const ids = ['b', 10, 'a', 9].map((customerId) => ({ customerId, at }));
    expect(labelInactive(ids, window).map(({ customerId }) => customerId)).toEqual([9, 10, 'a', 'b']);
    const refund = [
      { customerId: 1, at: 5, amount: 10 },
      { customerId: 1, at: 2000, amount: -10 },
      { customerId: 2, at: 5, amount: -1 },
    ];
    expect(labelInactive(refund, window)).toEqual([{ customerId: 1, landmarkAt: 1000, horizonDays: 1, churned: true }]);
    expect(
      labelInactive(
        refund.map((row) => ({ ...row, amount: 0 })),
        window,
      ).map(({ churned }) => churned),
    ).toEqual([false, true]);
  });
});

describe('health at the borders', () => {
  const curve: HealthDefinition<'red' | 'yellow' | 'green'> = {
    kind: 'health',
    version: 1,
    factors: [
      {
        key: 'a',
        weight: 1,
        points: [
          [10, 20],
          [20, 80],
          [30, 60],
        ],
      },
    ],
    bands: [
      { name: 'red', from: 0 },
      { name: 'yellow', from: 50 },
      { name: 'green', from: 80 },
    ],
    missing: 'zero',
  };
  const points = (a: number) => scoreHealth(curve, { a }).score;

  test('flat outside the points, straight between them, exact at them', () => {
    expect([-5, 10, 12.5, 20, 25, 30, 99].map(points)).toEqual([20, 20, 35, 80, 70, 60, 60]);
  });

  test('a band begins at its own end', () => {
    const steps = {
      ...curve,
      factors: [
        {
          key: 'a',
          weight: 3,
          steps: [
            { from: 0, score: 50 },
            { from: 5, score: 49.99 },
            { from: 9, score: 100 },
          ],
        },
      ],
    };
    expect([0, 4.9, 5, 8.9, 9].map((a) => scoreHealth(steps, { a }).band)).toEqual([
      'yellow',
      'yellow',
      'red',
      'red',
      'green',
    ]);
    expect(scoreHealth(steps, { a: 9 }).reasons).toEqual([]);
    expect(scoreHealth(steps, { a: 0 }).reasons).toEqual([
      { code: 'loses-points', facts: { factor: 'a', label: 'a', points: 50, lostPoints: 50 } },
    ]);
  });

  test('a missing factor: its weight goes to the others, it is neutral, or nothing', () => {
    const two = (missing: 'reweight' | 'neutral' | 'zero', over: object = {}) =>
      scoreHealth(
        {
          ...curve,
          factors: [
            {
              key: 'a',
              weight: 30,
              points: [
                [0, 0],
                [100, 100],
              ],
            },
            { key: 'b', weight: 10, levels: { yes: 100 }, label: 'B' },
          ],
          missing,
          ...over,
        },
        { a: 40, b: null },
      );
    expect(two('reweight')).toMatchObject({ score: 40, missing: ['b'], change: null });
    expect(two('reweight').factors[1]).toEqual({ key: 'b', points: null, share: 0, contribution: 0, lostPoints: 0 });
    expect(two('neutral').score).toBe((30 * 40 + 10 * 50) / 40);
    expect(two('neutral', { neutralScore: 0 }).score).toBe(30);
    expect(two('zero').score).toBe(30);
    expect(two('zero').reasons.map(({ facts }) => [facts.label, facts.lostPoints])).toEqual([
      ['a', 45],
      ['B', 25],
    ]);
    expect(two('zero', { minimumKnownShare: 0.75 }).score).toBe(30);
    expect(two('zero', { minimumKnownShare: 0.76 })).toMatchObject({
      score: null,
      band: null,
      change: null,
      reasons: [],
      reason: 'too-little-known',
    });
  });

  test('bands: lift against everybody, empty bands, and an order that is broken', () => {
    const history = [10, 20, 60, 90, 95].map((score, i) => ({ score, churned: i === 0 || i === 2 }));
    const report = measureHealth(curve, history);
    expect(report.bands.map(({ name, churnRate, lift }) => [name, churnRate.value, lift])).toEqual([
      ['red', 0.5, 0.5 / 0.4],
      ['yellow', 1, 1 / 0.4],
      ['green', 0, 0],
    ]);
    expect(report.orderly).toBe(false);
    const empty = measureHealth(curve, [
      { score: 10, churned: false },
      { score: 90, churned: false },
    ]);
    expect(empty).toMatchObject({ rocAuc: null, orderly: true });
    expect(empty.bands.map(({ lift, churnRate }) => [lift, churnRate.reason])).toEqual([
      [null, undefined],
      [null, 'empty'],
      [null, undefined],
    ]);
    expect(measureHealth(curve, history, { level: 0.5 }).bands[0]!.churnRate.interval!.level).toBe(0.5);
    expect(codeOf(() => measureHealth({ bands: [] }, history))).toBe('empty');
  });

  test('what is wrong is said in words', () => {
    const problem = (over: object) => checkHealth({ ...curve, ...over } as never)[0];
    expect(problem({ version: 2 })).toEqual({
      code: 'wrong-kind',
      path: '/kind',
      severity: 'error',
      message: 'expected health of version 1, got health of version 2',
    });
    expect(codeOf(() => scoreHealth({ ...curve, kind: 'loyalty-program' } as never, {}))).toBe('wrong-kind');
    expect(problem({ factors: [{ key: 'a', weight: Infinity, points: [[0, 0]] }] })).toMatchObject({
      code: 'out-of-range',
      severity: 'error',
      message: 'expected above 0, got Infinity',
    });
    expect(
      problem({
        factors: [
          {
            key: 'a',
            weight: 1,
            points: [
              [0, 0],
              [0, 1],
            ],
          },
        ],
      }),
    ).toMatchObject({ code: 'out-of-order', message: 'expected more than 0, got 0' });
    expect(problem({ factors: [{ key: 'a', weight: 1, points: [[0, -1]] }] })).toMatchObject({
      path: '/factors/0/points/0/1',
      message: 'expected 0 to 100 points, got -1',
    });
    expect(problem({ missing: 'skip' })).toMatchObject({
      code: 'unknown-name',
      message: 'expected reweight, neutral or zero, got skip',
    });
    expect(problem({ minimumKnownShare: -0.1 })).toMatchObject({ path: '/minimumKnownShare' });
    expect(codeOf(() => scoreHealth({ ...curve, factors: [] }, {}))).toBe('empty');
  });
});

describe('calibration at the borders', () => {
  const rows = scored([
    [0.1, 0],
    [0.2, 0],
    [0.3, 1],
    [0.4, 0],
    [0.6, 1],
    [0.7, 0],
    [0.9, 1],
  ]);

  test('maps are finite at 0 and 1, and say how far they may be trusted', () => {
    for (const method of ['platt', 'isotonic', 'beta'] as const) {
      const map = fitCalibration(rows, { method });
      expect(map.fit).toMatchObject({ n: 7, status: 'interior', warnings: [] });
      for (const p of [0, 1]) expect(calibrate(map, p) >= 0 && calibrate(map, p) <= 1).toBe(true);
    }
    expect(
      fitCalibration(
        scored([
          [0.5, 1],
          [0.5, 0],
        ]),
        { method: 'isotonic' },
      ).fit.status,
    ).toBe('weak');
    const flat = fitCalibration(
      scored([
        [0.5, 1],
        [0.5, 0],
      ]),
      { method: 'platt' },
    );
    expect(flat.fit.status).toBe('weak');
    expect(calibrate(flat, 0.5)).toBeCloseTo(0.5, 12);
    const one = fitCalibration(
      scored([
        [0.5, 1],
        [0.6, 1],
      ]),
      { method: 'isotonic' },
    );
    expect(one.fit).toMatchObject({ status: 'failed', warnings: [{ code: 'one-class' }] });
  });

  test('smoothed targets draw in a little, plain ones do not', () => {
    const [soft, plain] = (['smoothed', 'plain'] as const).map((targets) =>
      fitCalibration(rows, { method: 'platt', targets }),
    );
    if (soft!.method !== 'platt' || plain!.method !== 'platt') throw new Error('not Platt');
    expect(soft!.slope).toBeLessThan(plain!.slope);
    expect(soft!.slope).toBeGreaterThan(0);
  });

  test('slope, intercept and the large: right probabilities give 1, 0 and 0', () => {
    const right = scored([
      ...Array.from({ length: 10 }, (_, i): [number, 0 | 1] => [0.3, i < 3 ? 1 : 0]),
      ...Array.from({ length: 10 }, (_, i): [number, 0 | 1] => [0.8, i < 8 ? 1 : 0]),
    ]);
    const { slope, intercept, inTheLarge, ece, mce } = measureCalibration(right);
    expect(slope).toBeCloseTo(1, 9);
    expect(intercept).toBeCloseTo(0, 9);
    expect(inTheLarge).toBeCloseTo(0, 9);
    expect([ece, mce]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    const low = right.map((row) => ({ ...row, probability: row.probability / 2 }));
    expect(measureCalibration(low).inTheLarge).toBeGreaterThan(0.5);
  });

  test('the shift of the prior by hand; certainty stays', () => {
    // odds 3:1 at a rate of 1/2, true rate 1/4: odds 1:1
    expect(shiftPrior(0.75, { trainRate: 0.5, trueRate: 0.25 })).toBeCloseTo(0.5, 12);
    expect([0, 1].map((p) => shiftPrior(p, { trainRate: 0.5, trueRate: 0.1 }))).toEqual([0, 1]);
    expect(codeOf(() => shiftPrior(0.5, { trainRate: 0.5, trueRate: 1 }))).toBe('out-of-range');
  });

  test('a shift between rates whose odds are no doubles any more is still a probability', () => {
    const rates = [5e-324, 1e-300, 0.5, 1 - 2 ** -53];
    for (const trainRate of rates) {
      for (const trueRate of rates) {
        const at = (p: number): number => shiftPrior(p, { trainRate, trueRate });
        expect([at(0), at(1)]).toEqual([0, 1]);
        if (trainRate === trueRate) expect(at(0.3)).toBeCloseTo(0.3, 15);
        else expect(Math.sign(at(0.3) - 0.3)).toBe(Math.sign(trueRate - trainRate));
      }
    }
  });
});

describe('reasons and inference', () => {
  const features = [
    { name: 'a', kind: 'number' },
    { name: 'b', kind: 'number', label: 'Bee' },
    { name: 'c', kind: 'boolean' },
  ] as const;
  const rows = Array.from({ length: 40 }, (_, i) => ({
    features: { a: i % 8, b: (i * 3) % 7, c: i % 5 === 0 },
    churned: (i * 11) % 13 < (i % 8) + 2,
  }));
  const model = fitLogistic(rows, { features, horizonDays: 30, penalty: 'none' });

  test('strongest first, signed, in the names of the caller', () => {
    const reasons = explainChurn(model, { a: 7, b: 0, c: true });
    const sizes = reasons.map(({ facts }) => Math.abs(facts.contribution));
    expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
    for (const { code, facts } of reasons) expect(code).toBe(facts.contribution > 0 ? 'raises-risk' : 'lowers-risk');
    expect(reasons.find(({ facts }) => facts.feature === 'b')!.facts).toMatchObject({ label: 'Bee', value: 0 });
  });

  test('z, p, odds ratio and interval of one another', () => {
    const { terms } = inferLogistic(model, { level: 0.95 });
    terms.forEach(({ coefficient, standardError, z, pValue, oddsRatio, interval }, i) => {
      expect(coefficient).toBe(model.terms[i]!.coefficient);
      expect(standardError).toBe(model.fit.standardErrors[i + 1]);
      expect(z).toBeCloseTo(coefficient / standardError!, 12);
      expect(pValue! > 0 && pValue! <= 1).toBe(true);
      expect(oddsRatio).toBeCloseTo(Math.exp(coefficient), 12);
      expect(Math.log(interval!.high / interval!.low) / standardError! / 2).toBeCloseTo(1.959963984540054, 9);
    });
    // An interval of the odds ratio that holds 1 goes with a p-value above 5 %.
    for (const { interval, pValue } of terms) expect(interval!.low < 1 && interval!.high > 1).toBe(pValue! > 0.05);
  });

  test('information criteria and the likelihood of the rate alone', () => {
    const { logLikelihood, logLikelihoodNull, aic, bic } = model.fit;
    const left = rows.filter(({ churned }) => churned).length;
    expect(logLikelihoodNull).toBeCloseTo(left * Math.log(left / 40) + (40 - left) * Math.log(1 - left / 40), 10);
    expect(aic).toBeCloseTo(2 * 4 - 2 * logLikelihood, 10);
    expect(bic).toBeCloseTo(Math.log(40) * 4 - 2 * logLikelihood, 10);
    expect(fitLogistic(rows, { features, horizonDays: 30 }).fit).toMatchObject({ aic: null, bic: null });
  });
});

describe('groups and campaigns', () => {
  test('larger groups first, fewer than asked where there are fewer rows', () => {
    const rows = scored(Array.from({ length: 7 }, (_, i) => [i / 10, i > 4 ? 1 : 0]));
    expect(tabulateLift(rows, { groups: 3 }).map(({ n }) => n)).toEqual([3, 2, 2]);
    expect(tabulateLift(rows, { groups: 10 })).toHaveLength(7);
    const [first, , last] = tabulateLift(rows, { groups: 3 });
    expect(first).toMatchObject({ churned: 2, churnRate: 2 / 3, cumulativeGain: 1 });
    expect(first!.meanProbability).toBeCloseTo(0.5, 12);
    expect(last).toMatchObject({ lift: 0, cumulativeGain: 1, cumulativeLift: 1 });
  });

  test('free offers reach everybody who may leave; a worthless acceptance reaches nobody', () => {
    const rows = scored([
      [0.9, 1],
      [0.5, 0],
      [0.4, 1],
      [0.1, 0],
    ]);
    expect(measureMaximumProfit(rows, { value: 100, offerCost: 0, contactCost: 0 })).toMatchObject({
      share: 0.75,
      threshold: 0.4,
      maximumProfit: expect.closeTo(0.3 * 50, 10),
      expectedMaximumProfit: expect.closeTo(0.3 * 50, 10),
    });
    expect(measureMaximumProfit(rows, { value: 100, offerCost: 100, contactCost: 0 })).toMatchObject({
      maximumProfit: 0,
      expectedShare: 0,
    });
    expect(measureMaximumProfit(scored([[0.5, 0]]), { value: 100, offerCost: 1, contactCost: 1 })).toMatchObject({
      maximumProfit: 0,
      threshold: null,
      churned: 0,
    });
  });
});
