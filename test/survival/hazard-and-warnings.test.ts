/** Cox models by hand, why a customer's risk is what it is, and what fits say when something is amiss. */
import {
  compareSurvival,
  cumulativeHazardCox,
  explainHazard,
  fitAalenJohansen,
  fitCox,
  fitKaplanMeier,
  probabilitySurvivingCox,
  relativeHazard,
} from 'clientele/survival';
import type { CoxModel, CovariateSpell } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const bare = (days: number, ended = true): CovariateSpell<never> => ({ days, ended, covariates: {} });
const spells = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
}));

describe('what a typed-in model answers', () => {
  const model: CoxModel<'calls' | 'plan' | 'region' | 'visits'> = {
    ...fitCox([bare(1)]),
    covariates: [
      { name: 'calls', mean: 1, coefficient: 0.25 },
      { name: 'plan', mean: 0.5, coefficient: -1 },
      { name: 'region', mean: 3, coefficient: 0 },
      { name: 'visits', mean: 10, coefficient: -0.1 },
    ],
    strata: [
      { stratum: '', longestDays: 90, baseline: [[10, 0.1], [30, 0.4], [60, 1]] }, // prettier-ignore
      { stratum: 'north', longestDays: 20, baseline: [[10, 0.2]] },
    ],
  };
  const subject = { covariates: { calls: 3, plan: 1.5, region: 7, visits: 7 } };
  // 0.25 · 2 − 1 · 1 + 0 − 0.1 · (−3)
  const linear = 0.5 - 1 + 0.3;
  test('reasons: the largest first, each against the average customer', () => {
    const reasons = explainHazard(model, subject);
    expect(reasons.map(({ code, facts: { feature, label, value } }) => [code, feature, label, value])).toEqual([
      ['lowers-risk', 'plan', 'plan', 1.5],
      ['raises-risk', 'calls', 'calls', 3],
      ['raises-risk', 'visits', 'visits', 7],
      ['no-effect', 'region', 'region', 7],
    ]);
    [-1, 0.5, 0.3, 0].forEach((want, i) => expect(reasons[i]!.facts.contribution).toBeCloseTo(want, 14));
  });
  test('risk, hazard and survival on, before, between and after the steps', () => {
    const factor = Math.exp(linear);
    expect(relativeHazard(model, subject)).toBeCloseTo(factor, 14);
    for (const [days, baseline] of [
      [0, 0],
      [9.9, 0],
      [10, 0.1],
      [29, 0.1],
      [30, 0.4],
      [59, 0.4],
      [60, 1],
      [90, 1],
    ] as const) {
      // prettier-ignore
      expect(cumulativeHazardCox(model, subject, { days }).value).toBeCloseTo(baseline * factor, 14);
      expect(probabilitySurvivingCox(model, subject, { days }).value).toBeCloseTo(Math.exp(-baseline * factor), 14);
    }
    expect(probabilitySurvivingCox(model, subject, { days: 60, conditionalOnDays: 30 }).value).toBeCloseTo(
      Math.exp(-0.6 * factor),
      14,
    );
    expect(probabilitySurvivingCox(model, subject, { days: 90.5 })).toEqual({ value: null, reason: 'beyond-follow-up' }); // prettier-ignore
  });
  test('a risk beyond all doubles: none before the first step, the largest double after it', () => {
    const doomed = { covariates: { ...subject.covariates, calls: 1e6 } };
    expect(cumulativeHazardCox(model, doomed, { days: 9 })).toEqual({ value: 0 });
    expect(cumulativeHazardCox(model, doomed, { days: 10 })).toEqual({ value: Number.MAX_VALUE });
    expect(probabilitySurvivingCox(model, doomed, { days: 9 })).toEqual({ value: 1 });
    expect(probabilitySurvivingCox(model, doomed, { days: 10 })).toEqual({ value: 0 });
  });
  test('each stratum has its own baseline and its own end', () => {
    const north = { ...subject, stratum: 'north' };
    expect(cumulativeHazardCox(model, north, { days: 20 }).value).toBeCloseTo(0.2 * Math.exp(linear), 14);
    expect(cumulativeHazardCox(model, north, { days: 21 })).toEqual({ value: null, reason: 'beyond-follow-up' });
    expect(probabilitySurvivingCox(model, north, { days: 21 }).value).toBeNull();
  });
});

describe('a fit by hand', () => {
  // Ends of x = 1 on day 1 among two of each, of x = 0 on day 2 among one and two, of x = 1 on day 3 among one and one.
  const rows = [1, 2, 3, 4].map((days, i) => ({ days, ended: days < 4, covariates: { x: (i + 1) % 2 } }));
  test('likelihood, criteria, tests and error of one 0/1 covariate', () => {
    const { covariates, fit, strata } = fitCox(rows);
    const b = covariates[0]!.coefficient;
    const r = Math.exp(b);
    const value = b - Math.log(2 * r + 2) - Math.log(r + 2) + b - Math.log(r + 1);
    const p = [r / (r + 1), r / (r + 2), r / (r + 1)];
    expect(1 - p[0]! - p[1]! + 1 - p[2]!).toBeCloseTo(0, 9); // the score
    const information = p.reduce((sum, q) => sum + q * (1 - q), 0);
    expect(fit.logLikelihood).toBeCloseTo(value, 12);
    expect(fit.logLikelihoodNull).toBeCloseTo(-Math.log(4 * 3 * 2), 12);
    expect(fit.likelihoodRatio).toBeCloseTo(2 * (value + Math.log(24)), 12);
    expect(fit.wald).toBeCloseTo(b * b * information, 9);
    // At 0: (1/2 − 1/3 + 1/2)² / (1/4 + 2/9 + 1/4).
    expect(fit.score).toBeCloseTo((2 / 3) ** 2 / (1 / 2 + 2 / 9), 12);
    expect(fit.aic).toBeCloseTo(2 - 2 * value, 12);
    expect(fit.bic).toBeCloseTo(Math.log(3) - 2 * value, 12);
    expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(information), 9);
    expect(fit.covariance![0]![0]).toBeCloseTo(1 / information, 9);
    expect(fit).toMatchObject({ n: 4, ended: 3, status: 'interior', warnings: [], dropped: [], parameters: ['x'] });
    expect(fit.gradientNorm).toBeLessThan(1e-9);
    expect(strata).toHaveLength(1);
    // Breslow's steps at the mean covariate, 1/2.
    const half = Math.exp(b / 2);
    const steps = [half / (2 * r + 2), half / (r + 2), half / (r + 1)];
    strata[0]!.baseline.forEach(([day, hazard], i) => {
      expect(day).toBe(i + 1);
      expect(hazard).toBeCloseTo(steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0), 9); // prettier-ignore
    });
    expect(strata[0]!.longestDays).toBe(4);
  });
  test('a ridge is taken off the raw coefficient: ℓ − λβ²/2 is at its top, and no criterion applies', () => {
    const tenfold = rows.map((row) => ({ ...row, covariates: { x: 10 * row.covariates.x } }));
    const { covariates, fit, ridge } = fitCox(tenfold, { ridge: 3 });
    const b = covariates[0]!.coefficient;
    const r = Math.exp(10 * b);
    const score = 10 * (1 - r / (r + 1) - r / (r + 2) + 1 - r / (r + 1));
    expect(score).toBeCloseTo(3 * b, 9);
    expect([ridge, fit.aic, fit.bic]).toEqual([3, null, null]);
    const p = [r / (r + 1), r / (r + 2), r / (r + 1)];
    const information = 100 * p.reduce((sum, q) => sum + q * (1 - q), 0);
    expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(information + 3), 9);
  });
  test('each stratum ends with its own longest spell', () => {
    const two = [...rows, ...rows.map((row) => ({ ...row, days: 10 * row.days, stratum: 'slow' }))];
    expect(fitCox(two).strata.map(({ stratum, longestDays }) => [stratum, longestDays])).toEqual([['', 4], ['slow', 40]]); // prettier-ignore
    expect(fitCox(two).covariates[0]!.coefficient).toBeCloseTo(fitCox(rows).covariates[0]!.coefficient, 9);
  });
});

describe('warnings', () => {
  test('of a Cox fit, each a whole sentence', () => {
    const more = spells.map((spell) => ({ ...spell, covariates: { ...spell.covariates, k: 1, twice: 2 * spell.covariates.age } })); // prettier-ignore
    expect(fitCox(more).fit.warnings).toEqual([
      { code: 'collinear', message: 'Left out because they say nothing new: k, twice.', facts: { features: ['k', 'twice'] } }, // prettier-ignore
    ]);
    const nobody = fitCox(spells.map((spell) => ({ ...spell, ended: false }))).fit;
    expect(nobody.warnings).toEqual([
      { code: 'nobody-ended', message: 'No spell ended, so no effect can be seen.', facts: { features: [] } },
    ]);
    expect(nobody).toMatchObject({ bic: null, standardErrors: [null, null], covariance: null });
    const short = fitCox(spells, { maxIterations: 1 }).fit;
    expect(short.warnings).toEqual([
      { code: 'not-converged', message: 'The fit ended before an optimum was reached; allow more iterations or give a ridge.', facts: { features: [] } }, // prettier-ignore
    ]);
    expect(short).toMatchObject({ standardErrors: [null, null], covariance: null });
    const noise = [1, 0, 0, 1, 1, 0, 1, 0];
    const apart = noise.map((x, i) => ({
      days: i + 1,
      ended: i < 4,
      covariates: { bad: i < 4 ? 1 : 0, noise: x, worse: i < 2 ? 1 : 0 },
    }));
    const { fit } = fitCox(apart);
    expect(fit.status).toBe('boundary');
    expect(fit.warnings).toEqual([
      { code: 'separation', message: 'The data push these coefficients without limit: bad, worse. Give a ridge or leave them out.', facts: { features: ['bad', 'worse'] } }, // prettier-ignore
    ]);
  });
  test('of curves', () => {
    const open = [{ days: 5, ended: false }, { days: 7, ended: false }]; // prettier-ignore
    expect(fitKaplanMeier(open).fit.warnings).toEqual([
      { code: 'nobody-ended', message: 'No spell ended, so the curve stays at 1: a longer observation is needed.', facts: { spells: 2 } }, // prettier-ignore
    ]);
    expect(fitAalenJohansen([{ days: 5, cause: null }]).fit.warnings).toEqual([
      { code: 'nobody-ended', message: 'No spell ended, so nothing is known about causes: a longer observation is needed.', facts: { spells: 1 } }, // prettier-ignore
    ]);
    const emptied = [{ days: 2, ended: true }, { days: 9, ended: true, entryDays: 5 }]; // prettier-ignore
    expect(fitKaplanMeier(emptied).fit.warnings).toEqual([
      { code: 'risk-set-emptied', message: 'Everybody at risk on day 2 ended while others were to enter later: the curve fell to 0 by chance.', facts: { days: 2 } }, // prettier-ignore
    ]);
    // The last of all to end is no accident.
    const all = fitKaplanMeier([{ days: 2, ended: true }, { days: 9, ended: true }]); // prettier-ignore
    expect(all.fit).toEqual({ n: 2, status: 'interior', warnings: [], ended: 2, weight: 2 });
  });
});

describe('rank tests by hand', () => {
  // Day 1: a of 2 + 2 · day 2: b of 1 + 2 · day 3: a of 1 + 1; b stays.
  const rows = [
    { days: 1, ended: true, group: 'a' },
    { days: 2, ended: true, group: 'b' },
    { days: 3, ended: true, group: 'a' },
    { days: 4, ended: false, group: 'b' },
  ];
  const expectedA = [1 / 2, 1 / 3, 1 / 2];
  const ofA = [1, 0, 1];
  const WEIGHTS = [
    [{ kind: 'logrank' } as const, [1, 1, 1]],
    [{ kind: 'gehan' } as const, [4, 3, 2]],
    [{ kind: 'tarone-ware' } as const, [2, Math.sqrt(3), Math.sqrt(2)]],
    [{ kind: 'fleming-harrington', rho: 2 } as const, [1, (3 / 4) ** 2, (1 / 2) ** 2]],
  ] as const;
  test.each(WEIGHTS)('%j', (weighting, weights) => {
    const observed = weights.reduce((sum, w, i) => sum + w * ofA[i]!, 0);
    const expected = weights.reduce((sum, w, i) => sum + w * expectedA[i]!, 0);
    const variance = weights.reduce((sum, w, i) => sum + w * w * expectedA[i]! * (1 - expectedA[i]!), 0);
    const found = compareSurvival(rows, { weighting });
    expect(found.chiSquare).toBeCloseTo((observed - expected) ** 2 / variance, 12);
    expect(found).toMatchObject({ degreesOfFreedom: 1, weighting });
    expect(found.weighting).toEqual(weighting);
    const [a, b] = found.groups;
    expect(a).toMatchObject({ group: 'a', spells: 2, ended: 2 });
    expect(b).toMatchObject({ group: 'b', spells: 2, ended: 1 });
    expect([a!.observed, a!.expected]).toEqual([expect.closeTo(observed, 12), expect.closeTo(expected, 12)]);
    const all = weights.reduce((sum, w) => sum + w, 0);
    expect([b!.observed, b!.expected]).toEqual([expect.closeTo(all - observed, 12), expect.closeTo(all - expected, 12)]); // prettier-ignore
  });
});
