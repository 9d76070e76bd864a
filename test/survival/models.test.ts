import {
  cumulativeHazardCox,
  expectedDaysAft,
  explainHazard,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureConcordance,
  measureProportionality,
  measureSurvivalBrier,
  probabilitySurviving,
  probabilitySurvivingAft,
  probabilitySurvivingCox,
  quantileDaysAft,
  relativeHazard,
} from 'clientele/survival';
import type { AftModel, CovariateSpell } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
const spells = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
}));

describe('Cox', () => {
  test('constant and dependent columns are dropped by name, the later one', () => {
    const more = spells.map((spell) => ({
      ...spell,
      covariates: { ...spell.covariates, k: 0.1, sum: spell.covariates.plan + 3 * spell.covariates.age },
    }));
    const model = fitCox(more);
    expect(model.fit).toMatchObject({ status: 'weak', dropped: ['k', 'sum'], warnings: [{ code: 'collinear', facts: { features: ['k', 'sum'] } }] }); // prettier-ignore
    expect(model.fit.covariance).toBeNull();
    expect(model.fit.standardErrors.map((se) => se === null)).toEqual([false, false, true, true]);
    const plain = fitCox(spells);
    model.covariates.slice(0, 2).forEach(({ coefficient }, i) => {
      expect(coefficient).toBeCloseTo(plain.covariates[i]!.coefficient, 9);
    });
  });
  test('a column that only tells strata apart says nothing within them', () => {
    const rows = spells.map((spell) => ({ ...spell, stratum: String(spell.covariates.plan) }));
    expect(fitCox(rows).fit.dropped).toEqual(['plan']);
  });
  test('separation is reported, named, and without NaN', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((days) => ({
      days,
      ended: days <= 4,
      covariates: { bad: days <= 4 ? 1 : 0, noise: days % 2 },
    }));
    const { fit, covariates } = fitCox(rows);
    expect(fit.status).toBe('boundary');
    expect(fit.warnings).toMatchObject([{ code: 'separation', facts: { features: ['bad'] } }]);
    expect(fit.standardErrors[0]).toBeNull();
    expect(Math.abs(covariates[0]!.coefficient)).toBeLessThan(1000);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    expect(fitCox(rows, { ridge: 1 }).fit.status).toBe('interior');
  });
  test('nobody ended: failed, finite, and no step in the baseline', () => {
    const model = fitCox(spells.map((spell) => ({ ...spell, ended: false })));
    expect(model.fit).toMatchObject({ status: 'failed', ended: 0, warnings: [{ code: 'nobody-ended' }] });
    expect(probabilitySurvivingCox(model, { covariates: { plan: 1, age: 30 } }, { days: 10 })).toEqual({ value: 1 });
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
  test('out of steps: failed, with what was found', () => {
    const { fit } = fitCox(spells, { maxIterations: 1 });
    expect(fit).toMatchObject({ status: 'failed', iterations: 1, warnings: [{ code: 'not-converged' }] });
  });
  test('without covariates it is Nelson–Aalen (Breslow)', () => {
    const rows = spells.map(({ days, ended }) => ({ days, ended, covariates: {} }));
    const model = fitCox(rows, { ties: 'breslow' });
    const aalen = fitNelsonAalen(rows);
    expect(model.strata[0]?.baseline.map(([, hazard]) => hazard)).toEqual(aalen.steps.map((s) => s.cumulativeHazard));
    expect(model.fit).toMatchObject({ likelihoodRatio: 0, wald: 0, score: 0, status: 'interior' });
  });
  test('efron-baseline-with-efron-fit: ties are counted one after the other in the baseline too', () => {
    // Three ends of three on one day: Efron adds 1/3 + 1/2 + 1, Breslow 3/3.
    const rows = [1, 1, 1].map((days) => ({ days, ended: true, covariates: {} }));
    expect(fitCox(rows).strata[0]?.baseline[0]?.[1]).toBeCloseTo(1 / 3 + 1 / 2 + 1, 12);
    expect(fitCox(rows, { ties: 'breslow' }).strata[0]?.baseline[0]?.[1]).toBe(1);
  });
  test('huge covariates neither overflow nor lose the fit', () => {
    const shifted = spells.map((s) => ({
      ...s,
      covariates: { plan: s.covariates.plan * 1e9, age: s.covariates.age + 1e6 },
    }));
    const model = fitCox(shifted);
    const plain = fitCox(spells);
    expect(model.covariates[0]!.coefficient * 1e9).toBeCloseTo(plain.covariates[0]!.coefficient, 7);
    expect(model.covariates[1]!.coefficient).toBeCloseTo(plain.covariates[1]!.coefficient, 7);
  });
  test('predictions', () => {
    const model = fitCox(spells);
    const average = { covariates: { plan: 0.4, age: spells.reduce((sum, s) => sum + s.covariates.age / 10, 0) } };
    expect(relativeHazard(model, average)).toBeCloseTo(1, 12);
    const subject = { covariates: { plan: 1, age: 25 } };
    const s20 = probabilitySurvivingCox(model, subject, { days: 20 }).value!;
    const s8 = probabilitySurvivingCox(model, subject, { days: 8 }).value!;
    expect(probabilitySurvivingCox(model, subject, { days: 20, conditionalOnDays: 8 }).value).toBeCloseTo(s20 / s8, 12);
    expect(cumulativeHazardCox(model, subject, { days: 20 }).value).toBeCloseTo(-Math.log(s20), 12);
    expect(cumulativeHazardCox(model, subject, { days: 1 }).value).toBe(0);
    expect(probabilitySurvivingCox(model, subject, { days: 41 })).toEqual({ value: null, reason: 'beyond-follow-up' });
    expect(cumulativeHazardCox(model, subject, { days: 41 })).toEqual({ value: null, reason: 'beyond-follow-up' });
    const reasons = explainHazard(model, subject);
    const sum = reasons.reduce((total, { facts }) => total + facts.contribution, 0);
    expect(sum).toBeCloseTo(Math.log(relativeHazard(model, subject)), 12);
    expect(Math.abs(reasons[0]!.facts.contribution)).toBeGreaterThanOrEqual(Math.abs(reasons[1]!.facts.contribution));
    const extreme = { covariates: { plan: 0, age: model.covariates[1]!.coefficient > 0 ? 1e9 : -1e9 } };
    expect(relativeHazard(model, extreme)).toBe(Number.MAX_VALUE);
    expect(probabilitySurvivingCox(model, extreme, { days: 1 }).value).toBe(1);
    expect(probabilitySurvivingCox(model, extreme, { days: 20 }).value).toBe(0);
  });
  test('a dropped column has no effect and says so', () => {
    const rows = spells.map((s) => ({ ...s, covariates: { ...s.covariates, k: 1 } }));
    const reasons = explainHazard(fitCox(rows), { covariates: { plan: 1, age: 25, k: 7 } });
    expect(reasons.find(({ facts }) => facts.feature === 'k')?.code).toBe('no-effect');
  });
  test('bad input', () => {
    const bad = (covariates: unknown, extra: object = {}): CovariateSpell[] => [
      ...spells,
      { days: 2, ended: true, covariates: covariates as Record<string, number>, ...extra },
    ];
    expect(() => fitCox([])).toThrow(code('empty'));
    expect(() => fitCox(bad({ plan: 1 }))).toThrow(expect.objectContaining({ code: 'missing-value', argument: 'spells[10].covariates.age' })); // prettier-ignore
    expect(() => fitCox(bad({ plan: 1, age: NaN }))).toThrow(code('not-finite'));
    expect(() => fitCox(bad({ plan: '1', age: 2 }))).toThrow(code('wrong-type'));
    expect(() => fitCox(bad({ plan: 1, age: 2, extra: 3 }))).toThrow(code('unknown-name'));
    expect(() => fitCox(bad(null))).toThrow(code('wrong-type'));
    expect(() => fitCox(bad({ plan: 1, age: 2 }, { stratum: 4 }))).toThrow(code('wrong-type'));
    expect(() => fitCox(spells, { ties: 'exact' as 'efron' })).toThrow(code('unknown-name'));
    expect(() => fitCox(spells, { ridge: -1 })).toThrow(code('out-of-range'));
    expect(() => fitCox(spells, { maxIterations: 1.5 })).toThrow(code('not-a-count'));
    expect(() => fitCox(spells, { tolerance: 0 })).toThrow(code('out-of-range'));
    const model = fitCox(spells);
    const subject = { covariates: { plan: 1, age: 25 } };
    expect(() => probabilitySurvivingCox(model, { ...subject, stratum: 'x' }, { days: 1 })).toThrow(
      code('unknown-name'),
    );
    expect(() => probabilitySurvivingCox(model, subject, { days: 1, conditionalOnDays: 2 })).toThrow(
      code('out-of-range'),
    );
    expect(() => probabilitySurvivingCox(model, subject, { days: -1 })).toThrow(code('out-of-range'));
    expect(() => relativeHazard(model, { covariates: { plan: 1 } as { plan: number; age: number } })).toThrow(
      code('missing-value'),
    );
  });
  test('names of covariates may be any text', () => {
    const rows = spells.map((s) => ({
      ...s,
      covariates: JSON.parse(`{"__proto__": ${s.covariates.plan}, "constructor": ${s.covariates.age}}`) as Record<string, number>, // prettier-ignore
    }));
    expect(fitCox(rows).covariates.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(fitCox(rows).covariates[0]?.coefficient).toBeCloseTo(fitCox(spells).covariates[0]!.coefficient, 9);
  });
});

describe('proportionality', () => {
  test('needs the spells of the fit, no ridge, and a known scale', () => {
    const model = fitCox(spells);
    expect(() => measureProportionality(model, spells.slice(1), { transform: 'log' })).toThrow(code('inconsistent'));
    expect(() => measureProportionality(model, spells, { transform: 'km' as 'log' })).toThrow(code('unknown-name'));
    const ridge = fitCox(spells, { ridge: 1 });
    expect(() => measureProportionality(ridge, spells, { transform: 'log' })).toThrow(code('unsupported'));
    const zero = [...spells, { days: 0, ended: true, covariates: { plan: 0, age: 22 } }];
    expect(() => measureProportionality(fitCox(zero), zero, { transform: 'log' })).toThrow(code('out-of-range'));
  });
  test('finds an effect that turns around, and none without covariates', () => {
    const rows = Array.from({ length: 200 }, (_, i) => {
      const x = i % 2;
      const days = x === 1 ? (i % 4 === 1 ? 1 + i / 200 : 90 + i / 20) : 20 + ((i * 13) % 50);
      return { days, ended: true, covariates: { x } };
    });
    expect(measureProportionality(fitCox(rows), rows, { transform: 'identity' }).global.pValue).toBeLessThan(0.001);
    const none = rows.map(({ days, ended }) => ({ days, ended, covariates: {} }));
    expect(measureProportionality(fitCox(none), none, { transform: 'log' })).toMatchObject({ terms: [], global: { degreesOfFreedom: 0, pValue: 1 } }); // prettier-ignore
  });
  test('leaves dropped covariates out', () => {
    const rows = spells.map((s) => ({ ...s, covariates: { ...s.covariates, k: 1 } }));
    const test_ = measureProportionality(fitCox(rows), rows, { transform: 'identity' });
    expect(test_.terms.map(({ name }) => name)).toEqual(['plan', 'age']);
    const plain = measureProportionality(fitCox(spells), spells, { transform: 'identity' });
    expect(test_.global.chiSquare).toBeCloseTo(plain.global.chiSquare, 8);
  });
});

describe('accelerated failure time', () => {
  const DISTRIBUTIONS = ['weibull', 'lognormal', 'loglogistic', 'exponential'] as const;
  test.each(DISTRIBUTIONS)('%s: quantiles undo probabilities, also conditionally', (distribution) => {
    const model = fitAft(spells, { distribution });
    expect(model.fit.status).toBe('interior');
    expect(model.fit.gradientNorm).toBeLessThan(1e-8);
    const subject = { covariates: { plan: 1, age: 24 } };
    for (const share of [0.001, 0.3, 0.5, 0.9, 0.999999]) {
      for (const conditionalOnDays of [0, 15]) {
        const days = quantileDaysAft(model, subject, { share, conditionalOnDays });
        const still = probabilitySurvivingAft(model, subject, { days, conditionalOnDays });
        expect(Math.abs(still / (1 - share) - 1)).toBeLessThan(1e-9);
      }
    }
    expect(quantileDaysAft(model, subject, { share: 0, conditionalOnDays: 7 })).toBe(7);
    expect(probabilitySurvivingAft(model, subject, { days: 0 })).toBe(1);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
  test.each(DISTRIBUTIONS)('%s: a mean that is the area under its curve', (distribution) => {
    const model: AftModel = { ...fitAft(spells, { distribution }), covariates: [], intercept: 2, logScale: distribution === 'exponential' ? 0 : -1.2 }; // prettier-ignore
    const { value } = expectedDaysAft(model, { covariates: {} });
    let area = 0;
    const step = 0.01;
    for (let t = step / 2; t < 2000; t += step)
      area += step * probabilitySurvivingAft(model, { covariates: {} }, { days: t });
    expect(Math.abs(area / value! - 1)).toBeLessThan(1e-4);
  });
  test('the mean of a heavy log-logistic does not exist, nor one beyond all doubles', () => {
    const model = fitAft(spells, { distribution: 'loglogistic' });
    expect(expectedDaysAft({ ...model, covariates: [], logScale: 0 }, { covariates: {} })).toEqual({ value: null, reason: 'unbounded' }); // prettier-ignore
    const wide = { ...fitAft(spells, { distribution: 'lognormal' }), covariates: [], logScale: 5 };
    expect(expectedDaysAft(wide, { covariates: {} }).reason).toBe('unbounded');
    expect(quantileDaysAft({ ...model, covariates: [], logScale: 6 }, { covariates: {} }, { share: 0.999 })).toBe(Number.MAX_VALUE); // prettier-ignore
  });
  test('far beyond all probabilities the conditional answers stay right', () => {
    const model: AftModel = { ...fitAft(spells, { distribution: 'lognormal' }), covariates: [], intercept: 0, logScale: Math.log(0.1) }; // prettier-ignore
    // z = 46: the tail itself is 1e-462.
    const lived = Math.exp(4.6);
    const median = quantileDaysAft(model, { covariates: {} }, { share: 0.5, conditionalOnDays: lived });
    expect(median).toBeGreaterThan(lived);
    const still = probabilitySurvivingAft(model, { covariates: {} }, { days: median, conditionalOnDays: lived });
    expect(still).toBeCloseTo(0.5, 8);
    const weibull: AftModel = { ...model, distribution: 'weibull' };
    expect(probabilitySurvivingAft(weibull, { covariates: {} }, { days: 1e308, conditionalOnDays: 1e308 })).toBe(1);
    expect(probabilitySurvivingAft(weibull, { covariates: {} }, { days: 1e308, conditionalOnDays: 1e300 })).toBe(0);
    const logistic: AftModel = { ...model, distribution: 'loglogistic', logScale: -6 };
    expect(quantileDaysAft(logistic, { covariates: {} }, { share: 0.5, conditionalOnDays: 1e5 })).toBeGreaterThan(1e5);
  });
  test('spells of 0 days are refused, or left out when told', () => {
    const rows = [...spells, { days: 0, ended: false, covariates: { plan: 0, age: 3 } }];
    expect(() => fitAft(rows, { distribution: 'weibull' })).toThrow(code('out-of-range'));
    expect(fitAft(rows, { distribution: 'weibull', zeroDays: 'drop' })).toEqual(
      fitAft(spells, { distribution: 'weibull' }),
    );
  });
  test('dropped columns, separation, nobody ended, too few steps', () => {
    const dropped = fitAft(spells.map((s) => ({ ...s, covariates: { k: 2, ...s.covariates } })), { distribution: 'weibull' }); // prettier-ignore
    expect(dropped.fit).toMatchObject({ status: 'weak', dropped: ['k'], covariance: null });
    expect(dropped.fit.standardErrors[1]).toBeNull();
    const separated = [1, 2, 3, 4, 5, 6, 7, 8].map((days) => ({ days, ended: days <= 4, covariates: { good: days <= 4 ? 0 : 1 } })); // prettier-ignore
    const { fit } = fitAft(separated, { distribution: 'weibull' });
    expect(fit).toMatchObject({
      status: 'boundary',
      warnings: [{ code: 'separation', facts: { features: ['good'] } }],
    });
    const nobody = fitAft(spells.map((s) => ({ ...s, ended: false })), { distribution: 'lognormal' }); // prettier-ignore
    expect(nobody.fit).toMatchObject({ status: 'failed', warnings: [{ code: 'nobody-ended' }] });
    expect(fitAft(spells, { distribution: 'weibull', maxIterations: 1 }).fit.warnings).toMatchObject([{ code: 'not-converged' }]); // prettier-ignore
    for (const report of [fit, nobody.fit]) expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
  test('bad options', () => {
    const model = fitAft(spells, { distribution: 'weibull' });
    const subject = { covariates: { plan: 1, age: 24 } };
    expect(() => fitAft(spells, { distribution: 'gamma' as 'weibull' })).toThrow(code('unknown-name'));
    expect(() => fitAft(spells, { distribution: 'weibull', zeroDays: 'keep' as 'drop' })).toThrow(code('unknown-name'));
    expect(() => quantileDaysAft(model, subject, { share: 1 })).toThrow(code('out-of-range'));
    expect(() => quantileDaysAft(model, subject, { share: 0.5, conditionalOnDays: -1 })).toThrow(code('out-of-range'));
    expect(() => probabilitySurvivingAft(model, subject, { days: 1, conditionalOnDays: 2 })).toThrow(
      code('out-of-range'),
    );
    expect(() => probabilitySurvivingAft(model, { covariates: {} as { plan: number; age: number } }, { days: 1 })).toThrow(code('missing-value')); // prettier-ignore
  });
});

describe('judging forecasts', () => {
  const rows = [
    { days: 10, ended: true, risk: 0.9 },
    { days: 20, ended: true, risk: 0.4 },
    { days: 20, ended: true, risk: 0.4 },
    { days: 20, ended: false, risk: 0.4 },
    { days: 30, ended: false, risk: 0.6 },
  ];
  test('concordance-direction: higher risk ends sooner; ties of time and risk are told apart', () => {
    const found = measureConcordance(rows);
    // 10 beats all four; each end at 20 ties with the one lost at 20 and loses to 30.
    expect(found).toMatchObject({ concordant: 4, discordant: 2, tiedRisk: 2, tiedTimes: 1 });
    expect(found.value).toBeCloseTo(5 / 8, 12);
    const turned = measureConcordance(rows.map((row) => ({ ...row, risk: -row.risk })));
    expect(turned.value).toBeCloseTo(3 / 8, 12);
  });
  test('pairs that ended on one day are never fewer than none, whatever the weights', () => {
    const pair = (weight: number) => [
      { days: 5, ended: true, risk: 1, weight },
      { days: 5, ended: true, risk: 2, weight },
      { days: 9, ended: false, risk: 0 },
    ];
    expect([0.25, 0.5, 1, 2].map((weight) => measureConcordance(pair(weight)).tiedTimes)).toEqual([0.0625, 0.25, 1, 6]);
  });

  test('a horizon counts ends up to and including its day', () => {
    expect(measureConcordance(rows, { horizonDays: 10 })).toMatchObject({ concordant: 4, discordant: 0, tiedRisk: 0 });
    expect(measureConcordance(rows, { horizonDays: 9 })).toMatchObject({ value: null, reason: 'no-comparable-pairs' });
  });
  test('one who enters after an end is not compared with it', () => {
    const late = [...rows.slice(0, 1), { days: 50, ended: false, risk: 0.1, entryDays: 10 }];
    expect(measureConcordance(late).reason).toBe('no-comparable-pairs');
  });
  test('censoring-weight-zero: null and a shorter horizon, never infinite', () => {
    const gone = [
      { days: 5, ended: false, risk: 1 },
      { days: 9, ended: true, risk: 1, entryDays: 6 },
      { days: 10, ended: false, risk: 0, entryDays: 6 },
    ];
    expect(measureConcordance(gone, { method: 'uno' })).toMatchObject({ value: null, reason: 'none-observed' });
    const lost = [{ days: 5, ended: false, probabilitySurviving: 0.5 }];
    expect(measureSurvivalBrier(lost, { horizonDays: 10 })).toEqual({ value: null, reason: 'none-observed', n: 1 });
    expect(measureSurvivalBrier(lost, { horizonDays: 4 })).toEqual({ value: 0.25, n: 1 });
  });
  test('bad rows', () => {
    expect(() => measureConcordance([])).toThrow(code('empty'));
    expect(() => measureConcordance([{ days: 1, ended: true, risk: NaN }])).toThrow(code('not-finite'));
    expect(() => measureConcordance(rows, { method: 'gonen' as 'uno' })).toThrow(code('unknown-name'));
    expect(() => measureConcordance(rows, { horizonDays: -1 })).toThrow(code('out-of-range'));
    expect(() => measureConcordance(rows, { level: 95 })).toThrow(code('out-of-range'));
    expect(() => measureSurvivalBrier([{ days: 1, ended: true, probabilitySurviving: 50 }], { horizonDays: 1 })).toThrow(code('not-a-probability')); // prettier-ignore
    expect(() => measureSurvivalBrier([], { horizonDays: 1 })).toThrow(code('empty'));
  });
  test('conditional-survival-first-class', () => {
    const curve = fitKaplanMeier(rows);
    const parts = [10, 20].map(
      (days, i) => probabilitySurviving(curve, { days, conditionalOnDays: [0, 10][i]! }).value!,
    );
    expect(parts[0]! * parts[1]!).toBeCloseTo(probabilitySurviving(curve, { days: 20 }).value!, 12);
  });
});
