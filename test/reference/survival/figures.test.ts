import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareSurvival,
  cumulativeHazard,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureConcordance,
  probabilitySurviving,
} from 'clientele/survival';
import type { AftDistribution, RankWeighting, Spell } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

interface Row extends Required<Spell> {
  group: string;
  stratum: string;
  covariates: { x: number; y: number };
}
interface Figures {
  data: Row[];
  cox: {
    ties: 'efron' | 'breslow';
    entry: boolean;
    strata: boolean;
    coefficients: number[];
    standardErrors: number[];
    logLikelihood: number;
    logLikelihoodNull: number;
  }[];
  curves: { entry: boolean; weights: boolean; atDays: number[]; survival: number[]; hazard: number[] }[];
  rank: { weighting: RankWeighting; chiSquare: number; pValue: number }[];
  concordance: { risk: number[]; plain: number[]; entryAndWeights: number[] };
  aft: {
    distribution: AftDistribution;
    intercept: number;
    coefficients: number[];
    logScale: number;
    logLikelihood: number;
    covariance: number[][];
  }[];
}
const figures = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')) as Figures;
const { data } = figures;
const near = (got: number, want: number, relative: number): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.max(1e-3, Math.abs(want)));

describe('curves of lifelines', () => {
  test.each(figures.curves)('entry $entry, weights $weights', ({ entry, weights, atDays, ...want }) => {
    const spells = data.map(({ days, ended, entryDays, weight }) => ({
      days,
      ended,
      ...(entry && { entryDays }),
      ...(weights && { weight }),
    }));
    const curve = fitKaplanMeier(spells);
    const aalen = fitNelsonAalen(spells);
    atDays.forEach((days, i) => {
      near(probabilitySurviving(curve, { days }).value!, want.survival[i]!, 1e-10);
      near(cumulativeHazard(aalen, { days }).value!, want.hazard[i]!, 1e-10);
    });
  });
});

test.each(figures.rank)('rank test of lifelines, $weighting.kind', ({ weighting, chiSquare, pValue }) => {
  const found = compareSurvival(
    data.map(({ days, ended, group }) => ({ days, ended, group })),
    { weighting },
  );
  near(found.chiSquare, chiSquare, 1e-9);
  near(found.pValue, pValue, 1e-9);
});

test.each(figures.cox)(
  'Cox of statsmodels, $ties, entry $entry, strata $strata',
  ({ ties, entry, strata, ...want }) => {
    const { covariates, fit } = fitCox(
      data.map((row) => ({
        days: row.days,
        ended: row.ended,
        covariates: row.covariates,
        ...(entry && { entryDays: row.entryDays }),
        ...(strata && { stratum: row.stratum }),
      })),
      { ties },
    );
    covariates.forEach(({ coefficient }, i) => near(coefficient, want.coefficients[i]!, 1e-7));
    fit.standardErrors.forEach((se, i) => near(se!, want.standardErrors[i]!, 1e-7));
    near(fit.logLikelihood, want.logLikelihood, 1e-9);
    near(fit.logLikelihoodNull, want.logLikelihoodNull, 1e-9);
  },
);

test.each(figures.aft)('AFT $distribution with weights and late entry', ({ distribution, ...want }) => {
  const rows = data.map(({ days, ended, entryDays, weight, covariates }) => ({
    days,
    ended,
    entryDays,
    weight,
    covariates,
  }));
  const model = fitAft(rows, { distribution });
  near(model.intercept, want.intercept, 1e-6);
  near(model.logScale, want.logScale, 1e-6);
  model.covariates.forEach(({ coefficient }, i) => near(coefficient, want.coefficients[i]!, 1e-6));
  near(model.fit.logLikelihood, want.logLikelihood, 1e-9);
  want.covariance.forEach((row, i) => row.forEach((x, j) => near(model.fit.covariance![i]![j]!, x, 1e-6)));
});

test('concordance counts the pairs that a double loop counts', () => {
  const { risk, plain, entryAndWeights } = figures.concordance;
  const once = measureConcordance(data.map(({ days, ended }, i) => ({ days, ended, risk: risk[i]! })));
  expect([once.concordant, once.discordant, once.tiedRisk]).toEqual(plain);
  const weighted = measureConcordance(
    data.map(({ days, ended, entryDays, weight }, i) => ({ days, ended, entryDays, weight, risk: risk[i]! })),
  );
  expect([weighted.concordant, weighted.discordant, weighted.tiedRisk]).toEqual(entryAndWeights);
});
