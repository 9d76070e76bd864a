/** What other packages were measured to get wrong, by name, and the traps of the brief that no other file names. */
import {
  compareSurvival,
  expectedDaysWithin,
  fitAft,
  fitCox,
  fitKaplanMeier,
  measureConcordance,
  measureSurvivalBrier,
  probabilitySurviving,
  probabilitySurvivingAft,
  probabilitySurvivingCox,
  quantileDays,
  tabulateSurvival,
} from 'clientele/survival';
import type { CovariateSpell } from 'clientele/survival';
import { createRandom, drawNormal, nextUniform } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const base = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
}));

describe('defects of peers', () => {
  test('collinear-columns-are-named: lifelines 441, 847, 1148 raise an opaque convergence error', () => {
    const rows = base.map((row) => ({ ...row, covariates: { ...row.covariates, twice: 2 * row.covariates.age } }));
    expect(fitCox(rows).fit).toMatchObject({ status: 'weak', dropped: ['twice'] });
    expect(fitAft(rows, { distribution: 'weibull' }).fit).toMatchObject({ status: 'weak', dropped: ['twice'] });
    // The later column is the one that is named, whichever it is.
    const turned = base.map(({ covariates: { age, plan }, ...row }) => ({ ...row, covariates: { twice: 2 * age, plan, age } })); // prettier-ignore
    expect(fitCox(turned).fit.dropped).toEqual(['age']);
  });

  test('no-nan-standard-error: lifelines 412 and 516 give infinite or NaN standard errors as results', () => {
    const alone = base.map((row, i) => ({ ...row, covariates: { rare: i === 3 ? 1 : 0, age: row.covariates.age } }));
    for (const { fit } of [
      fitCox(alone),
      fitAft(alone, { distribution: 'weibull' }),
      fitAft(alone, { distribution: 'loglogistic' }),
    ]) {
      expect(fit.status).toBe('boundary');
      expect(fit.warnings).toMatchObject([{ code: 'separation', facts: { features: ['rare'] } }]);
      expect(fit.standardErrors[fit.parameters.indexOf('rare')]).toBeNull();
      expect(fit.covariance).toBeNull();
      expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    }
  });

  test('separation-is-reported: lifelines 640 and statsmodels 2282 end with huge coefficients, silently', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((days) => ({ days, ended: true, covariates: { order: days, noise: days % 3 } })); // prettier-ignore
    const { fit, covariates } = fitCox(rows);
    expect(fit.status).toBe('boundary');
    expect(fit.warnings[0]).toMatchObject({ code: 'separation', facts: { features: ['order'] } });
    expect(covariates.every(({ coefficient }) => Number.isFinite(coefficient))).toBe(true);
    expect(fitCox(rows, { ridge: 0.1 }).fit.status).toBe('interior');
  });

  test('aft-converges: log-logistic coefficients of lifelines 0.27.8 are 1.7e-3 off', () => {
    const random = createRandom(4);
    const rows = Array.from({ length: 400 }, () => {
      const x = drawNormal(random);
      const u = nextUniform(random);
      const life = Math.exp(3 + 0.5 * x + 0.7 * Math.log(u / (1 - u)));
      const seen = 100 * nextUniform(random);
      return { days: Math.min(life, seen), ended: life <= seen, covariates: { x } };
    });
    const model = fitAft(rows, { distribution: 'loglogistic' });
    expect(model.fit.gradientNorm).toBeLessThan(1e-8);
    expect(model.fit.iterations).toBeLessThan(15);
    // The likelihood, written out once more, falls in every direction from there.
    const logLikelihood = (a: number, b: number, tau: number): number =>
      rows.reduce((sum, { days, ended, covariates: { x } }) => {
        const z = (Math.log(days) - a - b * x) / Math.exp(tau);
        const log = Math.log1p(Math.exp(z));
        return sum + (ended ? z - 2 * log - tau - Math.log(days) : -log);
      }, 0);
    const at = [model.intercept, model.covariates[0]!.coefficient, model.logScale] as const;
    const top = logLikelihood(...at);
    expect(top).toBeCloseTo(model.fit.logLikelihood, 9);
    for (let k = 0; k < 3; k++) {
      for (const step of [-1e-4, 1e-4]) {
        const next = at.map((v, i) => (i === k ? v + step : v)) as [number, number, number];
        expect(logLikelihood(...next)).toBeLessThan(top);
      }
    }
  });

  test('conditional-survival-first-class: nobody has to divide by hand, for any of the three models', () => {
    const curve = fitKaplanMeier(base);
    const cox = fitCox(base);
    const aft = fitAft(base, { distribution: 'lognormal' });
    const subject = { covariates: { plan: 1, age: 24 } };
    const at = (days: number, conditionalOnDays?: number): number[] => {
      const options = conditionalOnDays === undefined ? { days } : { days, conditionalOnDays };
      return [
        probabilitySurviving(curve, options).value!,
        probabilitySurvivingCox(cox, subject, options).value!,
        probabilitySurvivingAft(aft, subject, options),
      ];
    };
    const [whole, lived, given] = [at(30), at(12), at(30, 12)];
    given!.forEach((value, i) => expect(value).toBeCloseTo(whole![i]! / lived![i]!, 12));
  });
});

describe('traps', () => {
  test('a row of weight 0 changes nothing, for every estimator: AFT once answered NaN', () => {
    const nobody = { days: 17, ended: true, weight: 0, covariates: { plan: 900, age: -50 } };
    const rows: CovariateSpell<'plan' | 'age'>[] = [nobody, ...base, nobody];
    const same = (a: { fit: { n: number } }, b: { fit: { n: number } }): void =>
      expect({ ...a, fit: { ...a.fit, n: 0 } }).toEqual({ ...b, fit: { ...b.fit, n: 0 } });
    same(fitKaplanMeier(rows), fitKaplanMeier(base));
    same(fitCox(rows), fitCox(base));
    for (const distribution of ['weibull', 'lognormal', 'loglogistic', 'exponential'] as const) {
      same(fitAft(rows, { distribution }), fitAft(base, { distribution }));
    }
    const judged = rows.map((row, i) => ({ ...row, risk: i, probabilitySurviving: 0.5, group: 'ab'[i % 2]! }));
    const kept = judged.slice(1, -1);
    expect(measureConcordance(judged)).toEqual(measureConcordance(kept));
    expect(measureSurvivalBrier(judged, { horizonDays: 15 }).value).toBe(measureSurvivalBrier(kept, { horizonDays: 15 }).value); // prettier-ignore
    expect(compareSurvival(judged).chiSquare).toBe(compareSurvival(kept).chiSquare);
  });

  test('late entries of high risk take no digits from the small risk sets before them', () => {
    // Days of the young are lived among the young only; those who enter late weigh e^20 and more times as much.
    const random = createRandom(5);
    const rows = Array.from({ length: 200 }, (_, i) => {
      const entryDays = i % 2 === 1 ? 40 : 0;
      const x = 2 * nextUniform(random);
      const life = (-10 * Math.log(nextUniform(random))) / Math.exp(2 * x);
      const days = entryDays + Math.min(39, life);
      return { days, ended: life < 39, entryDays, covariates: { x: x + entryDays / 2 } };
    });
    const model = fitCox(rows);
    const beta = model.covariates[0]!.coefficient;
    expect(Math.abs(beta) * 20).toBeGreaterThan(20);
    const brute = rows.reduce((sum, { days, covariates }) => {
      const risk = rows.filter((r) => r.entryDays < days && days <= r.days);
      return sum + beta * covariates.x - Math.log(risk.reduce((s, r) => s + Math.exp(beta * r.covariates.x), 0));
    }, 0);
    expect(Math.abs(model.fit.logLikelihood / brute - 1)).toBeLessThan(1e-12);
  });

  test('the likelihood of a separated fit with late entries is never above 0', () => {
    const rows = [
      { days: 5, ended: false, stratum: 't', covariates: { x: 9, y: 0 } },
      { days: 9, ended: true, entryDays: 7, stratum: 't', covariates: { x: 2, y: 0 } },
      { days: 1, ended: true, stratum: 's', covariates: { x: 0, y: 0.1 } },
      { days: 2, ended: true, covariates: { x: 5, y: -4 } },
      { days: 4, ended: true, stratum: 't', covariates: { x: 4, y: -2 } },
      { days: 0, ended: true, stratum: 's', covariates: { x: 0, y: 0 } },
    ];
    const model = fitCox(rows);
    expect(model.fit.logLikelihood).toBeLessThanOrEqual(0);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('the intervals keep their scale: log-log, log and plain by hand', () => {
    const curve = fitKaplanMeier([1, 2, 3, 4].map((days) => ({ days, ended: true })));
    const [s, v, z] = [0.75, 1 / (4 * 3), 1.959963984540054];
    const bounds = (method: 'log-log' | 'log' | 'plain'): (number | undefined)[] => {
      const [row] = tabulateSurvival(curve, { atDays: [1], method });
      return [row!.interval!.low, row!.interval!.high];
    };
    const stretch = Math.exp((z * Math.sqrt(v)) / Math.abs(Math.log(s)));
    const near = (got: (number | undefined)[], want: number[]): void =>
      got.forEach((value, i) => expect(Math.abs(value! / want[i]! - 1)).toBeLessThan(1e-13));
    near(bounds('log-log'), [s ** stretch, s ** (1 / stretch)]);
    near(bounds('log'), [s * Math.exp(-z * Math.sqrt(v)), 1]);
    near(bounds('plain'), [s - z * s * Math.sqrt(v), 1]);
  });

  test('the restricted mean and its variance by hand', () => {
    const curve = fitKaplanMeier([1, 2, 3, 4].map((days) => ({ days, ended: true })));
    const { value, standardError } = expectedDaysWithin(curve, { horizonDays: 3.5 });
    // Areas right of the days 1, 2, 3: 0.75 + 0.5 + 0.125, 0.5 + 0.125, 0.125.
    expect(value).toBeCloseTo(2.375, 14);
    expect(standardError! ** 2).toBeCloseTo(1.375 ** 2 / 12 + 0.625 ** 2 / 6 + 0.125 ** 2 / 2, 14);
  });

  test('a quantile of a band that never gets there has an open end', () => {
    const curve = fitKaplanMeier(base);
    const { value, interval } = quantileDays(curve, { share: 0.7 });
    expect(value).not.toBeNull();
    expect(interval.low).not.toBeNull();
    expect(interval.high).toBeNull();
  });
});
