/** Cox fits that are hard to reach, residuals and tests of them, against sums written out. */
import {
  fitAalenJohansen,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureProportionality,
  probabilitySurviving,
  quantileDays,
  tabulateCoxResiduals,
  tabulateSchoenfeldResiduals,
} from 'clientele/survival';
import { describe, expect, test } from 'vitest';

describe('the climb of a Cox fit', () => {
  test('where the whole Newton step overshoots, shorter ones reach the optimum', () => {
    const xs = [42.5, 0, 0.8, 0.7, 0.4, 2.4, 4.4, 1.6, 0.3];
    const { covariates, fit } = fitCox(xs.map((x, i) => ({ days: i + 1, ended: true, covariates: { x } })));
    const b = covariates[0]!.coefficient;
    let score = 0;
    let value = 0;
    xs.forEach((x, i) => {
      const risks = xs.slice(i).map((other) => Math.exp(b * other));
      const all = risks.reduce((sum, risk) => sum + risk, 0);
      score += x - xs.slice(i).reduce((sum, other, k) => sum + other * risks[k]!, 0) / all;
      value += b * x - Math.log(all);
    });
    expect(fit.status).toBe('interior');
    expect(score).toBeCloseTo(0, 8);
    expect(fit.logLikelihood).toBeCloseTo(value, 12);
    expect(fit.iterations).toBeLessThan(20);
  });
  test('no covariate: nothing to climb', () => {
    const { fit } = fitCox([1, 2, 3].map((days) => ({ days, ended: true, covariates: {} })));
    expect(fit).toMatchObject({ iterations: 0, status: 'interior', score: 0, wald: 0, gradientNorm: 0, aic: 2 * Math.log(6), parameters: [] }); // prettier-ignore
  });
  test('a ridge shares an effect between two equal columns; without one the later is left out', () => {
    const rows = [3, 5, 8, 12, 20, 26].map((days, i) => ({ days, ended: i !== 3, x: (i * 7) % 4 }));
    const twice = rows.map(({ x, ...rest }) => ({ ...rest, covariates: { x, again: x } }));
    const { covariates, fit } = fitCox(twice, { ridge: 0.5 });
    expect(fit).toMatchObject({ status: 'interior', dropped: [] });
    expect(covariates[0]!.coefficient).toBeCloseTo(covariates[1]!.coefficient, 9);
    // Together 2β with a penalty of λβ²: one column with half the ridge.
    const once = fitCox(rows.map(({ x, ...rest }) => ({ ...rest, covariates: { x } })), { ridge: 0.25 }); // prettier-ignore
    expect(2 * covariates[0]!.coefficient).toBeCloseTo(once.covariates[0]!.coefficient, 9);
    expect(fitCox(twice).fit.dropped).toEqual(['again']);
  });
  test('a column that is one number a stratum says nothing, whatever its rounding', () => {
    const rows = [0.1, 0.7, 1.3].flatMap((level, s) =>
      [3, 5, 8, 12].map((days, i) => ({
        days: days + s,
        ended: i !== 2,
        weight: 0.3 + i / 7,
        stratum: String(s),
        covariates: { level, x: (i * 3 + s) % 4 },
      })),
    );
    const { fit, covariates } = fitCox(rows);
    expect(fit).toMatchObject({ status: 'weak', dropped: ['level'] });
    const alone = fitCox(rows.map(({ covariates: { x }, ...row }) => ({ ...row, covariates: { x } })));
    expect(covariates[1]!.coefficient).toBeCloseTo(alone.covariates[0]!.coefficient, 9);
  });
  test('out of steps it says how steep the ground still is', () => {
    const rows = [3, 5, 8, 12, 20, 26].map((days, i) => ({ days, ended: true, covariates: { x: [9, 1, 4, 0, 2, 0][i]! } })); // prettier-ignore
    expect(fitCox(rows, { maxIterations: 1 }).fit.gradientNorm).toBeGreaterThan(1e-3);
    expect(fitCox(rows).fit.gradientNorm).toBeLessThan(1e-9);
  });
  test('means are told without the rounding of their sum', () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ days: i + 1, ended: true, covariates: { k: 0.1, x: i % 3 } }));
    // Ten times a tenth of 0.1 is less than 0.1 in doubles.
    expect(fitCox(rows).covariates[0]!.mean).toBe(0.1);
    expect(fitAft(rows, { distribution: 'weibull' }).covariates[0]!.mean).toBe(0.1);
  });
});

describe('what a Cox fit is judged by', () => {
  const spells = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
    days,
    ended: i % 4 !== 3,
    covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
  }));
  test('proportionality does not depend on where the days are counted from', () => {
    const later = spells.map((spell) => ({ ...spell, days: spell.days + 1e8 }));
    const near = measureProportionality(fitCox(spells), spells, { transform: 'identity' });
    const far = measureProportionality(fitCox(later), later, { transform: 'identity' });
    near.terms.forEach(({ chiSquare }, k) => expect(far.terms[k]!.chiSquare).toBeCloseTo(chiSquare, 6));
    expect(far.global.chiSquare).toBeCloseTo(near.global.chiSquare, 6);
  });
  test('one covariate, three ends: the score of a drift over what is left of its information', () => {
    const rows = [1, 2, 4, 5].map((days, i) => ({ days, ended: days < 5, covariates: { x: (i + 1) % 2 } }));
    const model = fitCox(rows);
    const r = Math.exp(model.covariates[0]!.coefficient);
    const p = [(2 * r) / (2 * r + 2), r / (r + 2), r / (r + 1)];
    const scores = [1 - p[0]!, -p[1]!, 1 - p[2]!];
    const infos = p.map((q) => q * (1 - q));
    for (const [transform, of] of [['identity', (t: number) => t], ['log', Math.log]] as const) {
      const times = [1, 2, 4].map(of);
      const sum = (power: number): number => infos.reduce((all, info, i) => all + info * times[i]! ** power, 0);
      const drift = scores.reduce((all, score, i) => all + score * times[i]!, 0);
      const found = measureProportionality(model, rows, { transform });
      const wanted = drift ** 2 / (sum(2) - sum(1) ** 2 / sum(0));
      expect(found.terms[0]!.chiSquare).toBeCloseTo(wanted, 9);
      expect(found.global).toMatchObject({ degreesOfFreedom: 1, chiSquare: expect.closeTo(wanted, 9) as number });
      expect(found.terms[0]!.log10PValue).toBeCloseTo(Math.log10(found.terms[0]!.pValue), 12);
    } // prettier-ignore
  });
  test('an end on day 0 is lived through by all who come later', () => {
    const rows = [0, 5].map((days) => ({ days, ended: true, covariates: {} }));
    const residuals = tabulateCoxResiduals(fitCox(rows), rows);
    // A hazard of 1/2 on day 0 and of 1 on day 5.
    expect(residuals.map(({ expected, martingale }) => [expected, martingale])).toEqual([[0.5, 0.5], [1.5, -0.5]]); // prettier-ignore
  });
  test('Schoenfeld residuals come stratum by stratum, whatever the days', () => {
    const rows = [10, 20, 30, 1, 2, 3].map((days, i) => ({ days, ended: true, stratum: i < 3 ? 'a' : 'b', covariates: { x: i % 2 } })); // prettier-ignore
    for (const order of [rows, [...rows].reverse()]) {
      const found = tabulateSchoenfeldResiduals(fitCox(order), order);
      expect(found.map(({ stratum, days }) => `${stratum}${days}`)).toEqual(['a10', 'a20', 'a30', 'b1', 'b2', 'b3']);
    }
  });
});

describe('curves at the ends of numbers', () => {
  test('the days between: who is lost or enters, and how many were at risk until then', () => {
    const { quiet, steps } = fitKaplanMeier([
      { days: 5, ended: true },
      { days: 7, ended: false },
      { days: 9, ended: true, entryDays: 2 },
      { days: 12, ended: false },
    ]);
    expect(quiet).toEqual({ days: [2, 7, 12], atRisk: [3, 3, 1] });
    expect(steps.map(({ days, atRisk, censoredBefore }) => [days, atRisk, censoredBefore])).toEqual([[5, 4, 0], [9, 2, 1]]); // prettier-ignore
  });
  test('the unit of the weights does not matter, and neither does the order of the rows', () => {
    for (const weight of [1e-8, 1, 1e8]) {
      const curve = fitKaplanMeier([
        ...[1, 2, 3].map((days) => ({ days, ended: true, weight })),
        { days: 2.5, ended: false, weight },
        { days: 4, ended: false, weight },
      ]);
      curve.steps.forEach(({ probabilitySurviving: s }, i) => expect(s).toBeCloseTo([4 / 5, 3 / 5, 3 / 10][i]!, 12));
      expect(probabilitySurviving(curve, { days: 2.2 }).atRisk / weight).toBeCloseTo(3, 9);
      expect(probabilitySurviving(curve, { days: 4 }).atRisk / weight).toBeCloseTo(1, 9);
    }
    const caused = ({ ended, ...row }: { ended: boolean; days: number; weight: number }) => ({ ...row, cause: ended ? 'x' : null }); // prettier-ignore
    const weights = [0.1, 0.2, 0.3, 0.7];
    const rows = weights.map((weight) => ({ days: 5, ended: true, weight })).concat([{ days: 9, ended: false, weight: 0.4 }]); // prettier-ignore
    for (const order of [
      [3, 2, 1, 0, 4],
      [4, 1, 3, 0, 2],
      [2, 0, 4, 3, 1],
    ]) {
      // prettier-ignore
      const turned = order.map((i) => rows[i]!);
      expect(fitKaplanMeier(turned).steps).toEqual(fitKaplanMeier(rows).steps);
      expect(fitAalenJohansen(turned.map(caused)).steps).toEqual(fitAalenJohansen(rows.map(caused)).steps);
    }
  });
  test('eight hundred, one after the other: a share too small for a number is 0 and has no interval', () => {
    const chain = Array.from({ length: 800 }, (_, i) => ({ days: i + 1, ended: true, entryDays: i }));
    const curve = fitNelsonAalen(chain);
    expect(probabilitySurviving(curve, { days: 800 })).toEqual({ value: 0, standardError: null, interval: null, noInterval: 'all-ended', atRisk: 1 }); // prettier-ignore
    expect(probabilitySurviving(curve, { days: 2 }).value).toBeCloseTo(Math.exp(-2), 12);
    const { interval, ...median } = quantileDays(curve, { share: 0.5 });
    expect(median).toEqual({ value: 1, atRisk: 1 });
    expect(JSON.parse(JSON.stringify(interval))).toEqual(interval);
  });
});
