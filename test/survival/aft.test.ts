/** Accelerated failure time against what can be worked out by hand: closed forms of fits, of uncertainty and of answers. */
import { expectedDaysAft, fitAft, probabilitySurvivingAft, quantileDaysAft } from 'clientele/survival';
import type { AftDistribution, AftModel } from 'clientele/survival';
import { normalCdf } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const close = (got: number, want: number, relative = 1e-9): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.max(1e-9, Math.abs(want)));
const closeMatrix = (got: readonly (readonly number[])[] | null, want: readonly (readonly number[])[]): void => {
  expect(got?.map((row) => row.length)).toEqual(want.map((row) => row.length));
  want.forEach((row, i) => row.forEach((x, j) => expect(got![i]![j]!).toBeCloseTo(x, 9)));
};
const spells = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
}));
const typedIn = (distribution: AftDistribution, logScale: number, intercept = 3): AftModel<'x' | 'y'> => ({
  ...fitAft([{ days: 1, ended: true, covariates: {} }], { distribution: 'exponential' }),
  distribution,
  intercept,
  logScale,
  covariates: [
    { name: 'x', mean: 0, coefficient: 0.5 },
    { name: 'y', mean: 0, coefficient: -2 },
  ],
});
const SUBJECT = { covariates: { x: 4, y: 0.25 } }; // βx = 1.5

describe('a constant risk: ends over days watched', () => {
  // Group 0: 2 ends in 12 days; group 1: 3 ends in 100 days.
  const rows = [
    ...[2, 4, 6].map((days) => ({ days, ended: days !== 4, covariates: { yearly: 0 } })),
    ...[10, 20, 30, 40].map((days) => ({ days, ended: days !== 30, covariates: { yearly: 1 } })),
  ];
  test('two groups: lifetimes, likelihood, criteria and covariance', () => {
    const { intercept, covariates, logScale, fit } = fitAft(rows, { distribution: 'exponential' });
    close(intercept, Math.log(12 / 2));
    expect(covariates).toHaveLength(1);
    close(covariates[0]!.coefficient, Math.log(100 / 3) - Math.log(6));
    close(covariates[0]!.mean, 4 / 7);
    expect(logScale).toBe(0);
    const logLikelihood = 2 * Math.log(2 / 12) - 2 + 3 * Math.log(3 / 100) - 3;
    close(fit.logLikelihood, logLikelihood);
    close(fit.aic!, 2 * 2 - 2 * logLikelihood);
    close(fit.bic!, 2 * Math.log(7) - 2 * logLikelihood);
    expect(fit).toMatchObject({ n: 7, ended: 5, status: 'interior', warnings: [], dropped: [], parameters: ['intercept', 'yearly'] }); // prettier-ignore
    // The variance of ln(days per end) is 1/ends.
    closeMatrix(fit.covariance, [
      [1 / 2, -1 / 2],
      [-1 / 2, 1 / 2 + 1 / 3],
    ]);
    close(fit.standardErrors[0]!, Math.sqrt(1 / 2));
    close(fit.standardErrors[1]!, Math.sqrt(1 / 2 + 1 / 3));
  });
  test('who was not watched from the start has been at risk for less; a weight is so many copies', () => {
    const late = [
      { days: 10, ended: true, entryDays: 4, covariates: {} },
      { days: 9, ended: true, weight: 2, covariates: {} },
      { days: 16, ended: false, weight: 0.5, entryDays: 8, covariates: {} },
    ];
    const { intercept, fit } = fitAft(late, { distribution: 'exponential' });
    // 3 ends in 6 + 18 + 4 days.
    close(intercept, Math.log(28 / 3));
    expect(fit).toMatchObject({ n: 3, ended: 3 });
    closeMatrix(fit.covariance, [[1 / 3]]);
    close(fit.bic!, Math.log(3.5) - 2 * (3 * Math.log(3 / 28) - 3));
  });
});

describe('log-normal without losses: the regression line of ln(days)', () => {
  const xs = [1, 2, 4, 5, 8];
  const logs = [1.2, 1.9, 2.2, 3.1, 3.9];
  const mean = 4;
  const sxx = 30; // 9 + 4 + 0 + 1 + 16
  const slope = xs.reduce((sum, x, i) => sum + (x - mean) * logs[i]!, 0) / sxx;
  const level = logs.reduce((sum, y) => sum + y / 5, 0) - slope * mean;
  const variance = logs.reduce((sum, y, i) => sum + (y - level - slope * xs[i]!) ** 2 / 5, 0);
  test('least squares, their covariance, and a scale that is the population deviation', () => {
    const { intercept, covariates, logScale, fit } = fitAft(
      xs.map((x, i) => ({ days: Math.exp(logs[i]!), ended: true, covariates: { x } })),
      { distribution: 'lognormal' },
    );
    close(intercept, level);
    close(covariates[0]!.coefficient, slope);
    close(logScale, Math.log(variance) / 2);
    expect(fit.parameters).toEqual(['intercept', 'x', 'logScale']);
    closeMatrix(fit.covariance, [
      [variance * (1 / 5 + (mean * mean) / sxx), (-variance * mean) / sxx, 0],
      [(-variance * mean) / sxx, variance / sxx, 0],
      [0, 0, 1 / 10],
    ]);
    const logLikelihood = -2.5 * (Math.log(2 * Math.PI * variance) + 1) - logs.reduce((sum, y) => sum + y, 0);
    close(fit.logLikelihood, logLikelihood);
    close(fit.aic!, 6 - 2 * logLikelihood);
    close(fit.bic!, 3 * Math.log(5) - 2 * logLikelihood);
  });
});

describe('what a fit says of itself', () => {
  test('columns that say nothing new cost no parameter and change no other', () => {
    const more = spells.map(({ covariates: { plan, age }, ...rest }) => ({
      ...rest,
      covariates: { fixed: 0.1, plan, age, sum: 2 * plan - age },
    }));
    const plain = fitAft(spells, { distribution: 'loglogistic' });
    const { fit, covariates } = fitAft(more, { distribution: 'loglogistic' });
    expect(fit.warnings).toEqual([
      { code: 'collinear', message: 'Left out because they say nothing new: fixed, sum.', facts: { features: ['fixed', 'sum'] } }, // prettier-ignore
    ]);
    expect(fit).toMatchObject({ status: 'weak', dropped: ['fixed', 'sum'], covariance: null });
    expect(fit.parameters).toEqual(['intercept', 'fixed', 'plan', 'age', 'sum', 'logScale']);
    expect(covariates.map(({ coefficient }) => coefficient !== 0)).toEqual([false, true, true, false]);
    close(fit.aic!, plain.fit.aic!);
    close(fit.bic!, plain.fit.bic!);
    const [intercept, plan, age, logScale] = plain.fit.standardErrors as number[];
    const wanted = [intercept, null, plan, age, null, logScale];
    fit.standardErrors.forEach((error, i) =>
      wanted[i] === null ? expect(error).toBeNull() : close(error!, wanted[i]!),
    );
  });
  test('coefficients without limit are named, and nothing is said to be sure', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((days) => ({
      days,
      ended: days <= 4,
      covariates: { good: days <= 4 ? 0 : 1, kept: days > 4 ? 1 : 0, noise: days % 2 },
    }));
    const { fit } = fitAft(rows, { distribution: 'weibull' });
    expect(fit.status).toBe('boundary');
    expect(fit.warnings).toEqual([
      { code: 'collinear', message: 'Left out because they say nothing new: kept.', facts: { features: ['kept'] } },
      { code: 'separation', message: 'The data push these coefficients without limit: good. Leave them out.', facts: { features: ['good'] } }, // prettier-ignore
    ]);
    expect(fit.covariance).toBeNull();
    expect(fit.standardErrors).toEqual([null, null, null, null, null]);
    const two = rows.map(({ covariates: { good, noise }, ...rest }) => ({
      ...rest,
      covariates: { good, best: rest.days > 6 ? 1 : 0, noise },
    }));
    const [warning] = fitAft(two, { distribution: 'weibull' }).fit.warnings;
    expect(warning?.message).toBe('The data push these coefficients without limit: good, best. Leave them out.');
  });
  test('nobody ended: the start is reported, and that nothing was found', () => {
    const rows = [1, Math.exp(2)].map((days) => ({ days, ended: false, covariates: { x: days } }));
    const { intercept, covariates, logScale, fit } = fitAft(rows, { distribution: 'weibull' });
    close(intercept, 1); // the mean of ln(days)
    expect([covariates[0]!.coefficient, logScale]).toEqual([0, 0]);
    expect(fit).toMatchObject({ status: 'failed', ended: 0, iterations: 0, gradientNorm: 0, covariance: null });
    expect(fit.standardErrors).toEqual([null, null, null]);
    expect(fit.warnings).toEqual([
      { code: 'nobody-ended', message: 'No spell ended, so no lifetime can be estimated.', facts: { features: [] } },
    ]);
    // ln S of both, z = ±1.
    close(fit.logLikelihood, -Math.exp(-1) - Math.exp(1));
  });
  test('out of steps: failed, without any error', () => {
    const { fit } = fitAft(spells, { distribution: 'weibull', maxIterations: 2 });
    expect(fit).toMatchObject({ status: 'failed', iterations: 2, covariance: null });
    expect(fit.standardErrors).toEqual([null, null, null, null]);
    expect(fit.warnings).toEqual([
      { code: 'not-converged', message: 'The fit ended before an optimum was reached; allow more iterations or try another distribution.', facts: { features: [] } }, // prettier-ignore
    ]);
  });
  test('a count of steps is a count', () => {
    for (const maxIterations of [-1, 1.5, NaN, '9' as unknown as number]) {
      expect(() => fitAft(spells, { distribution: 'weibull', maxIterations })).toThrow(
        expect.objectContaining({ code: 'not-a-count', argument: 'options.maxIterations' }),
      );
    }
  });
});

describe('spells of 0 days', () => {
  const zero = { days: 0, ended: false, covariates: { plan: 0, age: 3 } };
  test('the first one is named, with the way out', () => {
    expect(() => fitAft([spells[0]!, zero, zero], { distribution: 'weibull' })).toThrow(
      expect.objectContaining({
        code: 'out-of-range',
        argument: 'spells[1].days',
        message: "spells[1].days: expected more than 0 days (or the option zeroDays: 'drop'), got 0",
      }),
    );
  });
  test('left out, they leave every other spell its place in a message', () => {
    const drop = { distribution: 'weibull', zeroDays: 'drop' } as const;
    expect(() => fitAft([zero, { ...spells[0]!, days: -1 }], drop)).toThrow(
      expect.objectContaining({ argument: 'spells[1].days' }),
    );
    expect(() => fitAft([zero, { ...spells[0]!, covariates: { plan: 1, age: NaN } }], drop)).toThrow(
      expect.objectContaining({ argument: 'spells[1].covariates.age' }),
    );
    expect(fitAft([zero, ...spells, zero], drop)).toEqual(fitAft(spells, { distribution: 'weibull' }));
    expect(() => fitAft([zero, null as unknown as typeof zero], drop)).toThrow(
      expect.objectContaining({ code: 'wrong-type', argument: 'spells[1]' }),
    );
    expect(() => fitAft([zero], drop)).toThrow(expect.objectContaining({ code: 'empty' }));
  });
});

describe('answers of a model typed in', () => {
  const scale = 0.4;
  const z = (days: number): number => (Math.log(days) - 4.5) / scale;
  const SURVIVAL: [AftDistribution, (days: number) => number][] = [
    ['weibull', (days) => Math.exp(-((days / Math.exp(4.5)) ** (1 / scale)))],
    ['loglogistic', (days) => 1 / (1 + (days / Math.exp(4.5)) ** (1 / scale))],
    ['lognormal', (days) => normalCdf(-z(days))],
  ];
  test.each(SURVIVAL)('%s: the covariates stretch the lifetime', (distribution, survival) => {
    const model = typedIn(distribution, Math.log(scale));
    for (const days of [1, 30, 90, 200]) {
      close(probabilitySurvivingAft(model, SUBJECT, { days }), survival(days), 1e-12);
      close(
        probabilitySurvivingAft(model, SUBJECT, { days: days + 50, conditionalOnDays: days }),
        survival(days + 50) / survival(days),
        1e-12,
      );
    }
    for (const share of [1e-12, 0.2, 0.5, 0.8, 1 - 1e-9]) {
      const days = quantileDaysAft(model, SUBJECT, { share });
      close(survival(days), 1 - share, 1e-7);
    }
  });
  test.each(['weibull', 'exponential', 'loglogistic', 'lognormal'] as const)(
    '%s: at day 0 all are there, and no time passes until nobody more has gone',
    (distribution) => {
      for (const logScale of distribution === 'exponential' ? [0] : [-0.9, 0.3, 800]) {
        expect(probabilitySurvivingAft(typedIn(distribution, logScale), SUBJECT, { days: 0 })).toBe(1);
      }
      const model = typedIn(distribution, distribution === 'exponential' ? 0 : 0.3);
      for (const lived of [0, 0.7, 3, 41, 1234.5]) {
        expect(quantileDaysAft(model, SUBJECT, { share: 0, conditionalOnDays: lived })).toBe(lived);
      }
    },
  );
  test('a tiny share keeps its digits: the quantile of the normal at 1e-12 is −7.034483825301131', () => {
    const model = typedIn('lognormal', Math.log(scale));
    const days = quantileDaysAft(model, SUBJECT, { share: 1e-12 });
    close(Math.log(days), 4.5 - scale * 7.034483825301131, 1e-11);
  });
  test('log-normal, 30 deviations out: half of the rest is the root of its tail', () => {
    const model = typedIn('lognormal', Math.log(scale));
    const lived = Math.exp(4.5 + scale * 30);
    const days = quantileDaysAft(model, SUBJECT, { share: 0.5, conditionalOnDays: lived });
    close(probabilitySurvivingAft(model, SUBJECT, { days, conditionalOnDays: lived }), 0.5, 1e-9);
  });
  test('log-logistic, far out: S falls by the power 1/scale, so that half of the rest need 2^scale times the days', () => {
    const model = typedIn('loglogistic', -6);
    const lived = 1e5;
    const half = quantileDaysAft(model, SUBJECT, { share: 0.5, conditionalOnDays: lived });
    close(half, lived * 2 ** Math.exp(-6), 1e-9);
  });
  test('who outlived all probabilities is expected to end at once, not never', () => {
    // Contracts of a year, give or take hours: at day 800 S is e^−(10^340).
    const contract = typedIn('weibull', Math.log(0.001), Math.log(365) - 1.5);
    const options = { share: 0.5, conditionalOnDays: 800 };
    expect(probabilitySurvivingAft(contract, SUBJECT, { days: 801, conditionalOnDays: 800 })).toBe(0);
    expect(quantileDaysAft(contract, SUBJECT, options)).toBe(800);
    for (const distribution of ['weibull', 'lognormal', 'loglogistic'] as const) {
      expect(quantileDaysAft(typedIn(distribution, -800), SUBJECT, options)).toBe(800);
    }
  });
  test('the mean of the log-normal is exp(μ + σ²/2)', () => {
    close(expectedDaysAft(typedIn('lognormal', Math.log(scale)), SUBJECT).value!, Math.exp(4.5 + 0.08), 1e-12);
  });
  test('each bad argument is named', () => {
    const model = typedIn('weibull', 0);
    const named = (run: () => unknown, argument: string): void =>
      expect(run).toThrow(expect.objectContaining({ argument }));
    named(() => probabilitySurvivingAft(model, SUBJECT, { days: -1 }), 'options.days');
    named(() => probabilitySurvivingAft(model, SUBJECT, { days: 1, conditionalOnDays: 2 }), 'options.conditionalOnDays'); // prettier-ignore
    named(() => quantileDaysAft(model, SUBJECT, { share: -0.1 }), 'options.share');
    named(() => quantileDaysAft(model, SUBJECT, { share: 0.5, conditionalOnDays: -1 }), 'options.conditionalOnDays');
    const short = { covariates: { x: 1 } as { x: number; y: number } };
    named(() => quantileDaysAft(model, short, { share: 0.5 }), 'subject.covariates.y');
  });
});
