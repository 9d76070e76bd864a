import * as survival from 'clientele/survival';
import type { Adapter } from './adapter.ts';
import { spellsOf } from './survival-spells.ts';

const low = (row: { interval: { low: number | null } | null }) => row.interval?.low ?? null;
const high = (row: { interval: { high: number | null } | null }) => row.interval?.high ?? null;

export const adapter: Adapter = {
  'kaplan-meier': ({ spells, interval, level, atDays }, { readData }) => {
    const curve = survival.fitKaplanMeier(spellsOf(spells, readData));
    const rows = survival.tabulateSurvival(curve, { atDays, level, method: interval });
    return {
      n: curve.fit.n,
      events: curve.fit.ended,
      survival: rows.map((row) => row.value),
      standardError: rows.map((row) => row.standardError),
      lower: rows.map(low),
      upper: rows.map(high),
      atRisk: rows.map((row) => row.atRisk),
    };
  },
  'conditional-survival': ({ spells, conditionalOnDays, atDays }, { readData }) => {
    const curve = survival.fitKaplanMeier(spellsOf(spells, readData));
    return {
      survival: atDays.map((days: number) => survival.probabilitySurviving(curve, { days, conditionalOnDays }).value),
    };
  },
  'nelson-aalen': ({ spells, atDays }, { readData }) => {
    const curve = survival.fitNelsonAalen(spellsOf(spells, readData));
    const rows = atDays.map((days: number) => survival.cumulativeHazard(curve, { days }));
    return {
      cumulativeHazard: rows.map((row: survival.SurvivalEstimate) => row.value),
      standardError: rows.map((row: survival.SurvivalEstimate) => row.standardError),
    };
  },
  quantile: ({ spells, interval, level, shares }, { readData }) => {
    const curve = survival.fitKaplanMeier(spellsOf(spells, readData));
    const rows: survival.QuantileDays[] = shares.map((share: number) =>
      survival.quantileDays(curve, { share, level, method: interval }),
    );
    return { days: rows.map((row) => row.value), lower: rows.map(low), upper: rows.map(high) };
  },
  'restricted-mean': ({ spells, horizonDays }, { readData }) => {
    const curve = survival.fitKaplanMeier(spellsOf(spells, readData));
    const { value, standardError, reason } = survival.expectedDaysWithin(curve, { horizonDays });
    return { days: value, standardError, reason };
  },
  'log-rank': ({ spells, weighting }, { readData }) => {
    const found = survival.compareSurvival(spellsOf(spells, readData) as survival.GroupedSpell[], { weighting });
    return {
      ...found,
      observed: Object.fromEntries(found.groups.map(({ group, observed }) => [group, observed])),
      expected: Object.fromEntries(found.groups.map(({ group, expected }) => [group, expected])),
    };
  },
  cox: ({ spells, ties, ridge, predict = [], atDays = [], conditionalOnDays }, { readData }) => {
    const rows = spellsOf(spells, readData) as survival.CovariateSpell[];
    const model = survival.fitCox(rows, { ties, ...(ridge !== undefined && { ridge }) });
    const { fit } = model;
    const names = Object.keys(rows[0]!.covariates);
    const zero = { covariates: Object.fromEntries(names.map((name) => [name, 0])) };
    return {
      n: fit.n,
      events: fit.ended,
      coefficients: Object.fromEntries(model.covariates.map(({ name, coefficient }) => [name, coefficient])),
      standardErrors: Object.fromEntries(fit.parameters.map((name, i) => [name, fit.standardErrors[i]])),
      logLikelihood: fit.logLikelihood,
      logLikelihoodNull: fit.logLikelihoodNull,
      likelihoodRatio: fit.likelihoodRatio,
      wald: fit.wald,
      score: fit.score,
      survival: predict.map((subject: survival.CoxSubject) =>
        atDays.map(
          (days: number) =>
            survival.probabilitySurvivingCox(model, subject, {
              days,
              ...(conditionalOnDays !== undefined && { conditionalOnDays }),
            }).value,
        ),
      ),
      cumulativeHazardAtZero: model.strata.some(({ stratum }) => stratum === '')
        ? atDays.map((days: number) => survival.cumulativeHazardCox(model, zero, { days }).value)
        : null,
      status: fit.status,
      dropped: fit.dropped,
      warnings: fit.warnings.map(({ code }) => code),
    };
  },
  concordance: ({ spells, risk, method, horizonDays }, { readData }) => {
    const rows = spellsOf(spells, readData).map((spell) => ({
      ...spell,
      risk: Object.entries(risk as Record<string, number>).reduce(
        (sum, [name, coefficient]) => sum + coefficient * spell.covariates![name]!,
        0,
      ),
    }));
    return survival.measureConcordance(rows, { method, ...(horizonDays !== undefined && { horizonDays }) });
  },
  aft: ({ spells, distribution, predict = [], atDays = [], conditionalOnDays }, { readData }) => {
    const rows = spellsOf(spells, readData).map((spell) => ({ covariates: {}, ...spell }));
    const model = survival.fitAft(rows as survival.CovariateSpell[], { distribution });
    const { fit } = model;
    const given = conditionalOnDays === undefined ? {} : { conditionalOnDays };
    return {
      intercept: model.intercept,
      coefficients: Object.fromEntries(model.covariates.map(({ name, coefficient }) => [name, coefficient])),
      standardErrors: Object.fromEntries(fit.parameters.map((name, i) => [name, fit.standardErrors[i]])),
      logScale: model.logScale,
      logLikelihood: fit.logLikelihood,
      survival: predict.map((subject: survival.AftSubject) =>
        atDays.map((days: number) => survival.probabilitySurvivingAft(model, subject, { days, ...given })),
      ),
      medianDays: predict.map((subject: survival.AftSubject) =>
        survival.quantileDaysAft(model, subject, { share: 0.5 }),
      ),
      status: fit.status,
      dropped: fit.dropped,
    };
  },
  'aalen-johansen': ({ spells, atDays }, { readData }) => {
    const rows = spellsOf(spells, readData);
    const curve = survival.fitAalenJohansen(
      rows.map(({ ended, cause, ...rest }) => ({ ...rest, cause: ended ? (cause as string) : null })),
    );
    const overall = survival.fitKaplanMeier(rows);
    const of = (read: (row: survival.SurvivalEstimate) => number | null) =>
      Object.fromEntries(
        curve.causes.map((cause) => [
          cause,
          atDays.map((days: number) => read(survival.probabilityEnded(curve, { days, cause }))),
        ]),
      );
    return {
      survival: atDays.map((days: number) => survival.probabilitySurviving(overall, { days }).value),
      incidence: of((row) => row.value),
      standardError: of((row) => row.standardError),
    };
  },
  'brier-ipcw': ({ spells, horizonDays }, { readData }) =>
    survival.measureSurvivalBrier(spellsOf(spells, readData) as unknown as survival.ForecastSpell[], { horizonDays }),
  proportionality: ({ spells, ties, transform }, { readData }) => {
    const rows = spellsOf(spells, readData) as survival.CovariateSpell[];
    const test = survival.measureProportionality(survival.fitCox(rows, { ties }), rows, { transform });
    return {
      terms: Object.fromEntries(test.terms.map(({ name, chiSquare }) => [name, chiSquare])),
      global: test.global.chiSquare,
      degreesOfFreedom: test.global.degreesOfFreedom,
      globalPValue: test.global.pValue,
    };
  },
  'summarize-spells': ({ memberships, asOf, observedFrom }) =>
    survival.summarizeSpells(memberships as survival.Membership[], { asOf, observedFrom }),
};
