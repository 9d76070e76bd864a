import type { Warning } from '../errors/index.ts';
import { requireCount, requireObject, requireWithin } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { invertSymmetric } from '../statistics/index.ts';
import { readCovariates } from './covariate-columns.ts';
import { climbCox, keptColumns } from './cox-climb.ts';
import { coxData, withColumns } from './cox-data.ts';
import { settled, sweepCox } from './cox-likelihood.ts';
import type { CoxModel } from './cox-model.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { CovariateSpell } from './spell.ts';

/** How a Cox model is fitted. */
export interface CoxOptions {
  /** ends on one day: Efron's average (default) or Breslow's block */
  ties?: 'efron' | 'breslow';
  /** penalty λ ≥ 0 of ½λΣβ², on covariates as given; 0 unless given */
  ridge?: number;
  /** most Newton steps; 50 unless given */
  maxIterations?: number;
  /** largest step and slope, relative, at which it has converged; 1e-9 unless given */
  tolerance?: number;
}

/**
 * Which numbers about a customer raise or lower the risk of leaving, whatever the risk of the day is (Cox regression).
 *
 * exp(coefficient) is how many times the risk grows with one unit. Numbers that change over time come in as several spells
 * of one customer, each from its `entryDays` to its `days`. Check with `measureProportionality` that effects do not fade.
 *
 * @param spells - spells with the same covariates, in any order
 * @param options - ties, ridge, limits of the effort
 * @returns the model as plain JSON. Status `weak`: a column was dropped (constant, or made of earlier ones, named in
 * `fit.dropped`); `boundary`: a coefficient runs away (warning `separation`); `failed`: nobody ended or no optimum. Never NaN
 * @throws InputError `missing-value`, `unknown-name` (covariate or option), `out-of-range` (covariates beyond ±1e100 too), and
 * those of `fitKaplanMeier`
 *
 * @example Does a yearly plan keep customers, all else equal?
 * ```ts
 * import { fitCox } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const model = fitCox(spells);
 * model.covariates[0].coefficient; // => ~-0.0591
 * model.fit.status; // => 'interior'
 * fitCox([]); // => throws 'empty'
 * ```
 * @see Cox 1972, "Regression models and life-tables", JRSS B 34; Efron 1977, JASA 72; Breslow 1974, Biometrics 30
 */
export function fitCox<K extends string>(spells: Iterable<CovariateSpell<K>>, options: CoxOptions = {}): CoxModel<K> {
  const { ties = 'efron', ridge = 0, maxIterations = 50, tolerance = 1e-9 } = requireObject(options, 'options');
  requireWithin(ridge, { from: 0 }, 'options.ridge');
  requireCount(maxIterations, 'options.maxIterations');
  requireWithin(tolerance, { from: 0, fromOpen: true }, 'options.tolerance');
  const rows = listOf(spells, 'spells');
  const covariates = readCovariates(rows, readSpells(rows, 'spells', endedFlag));
  const { names, means, scales, columns } = covariates;
  const { data: full, strata } = coxData(rows, covariates, ties);
  const ended = columns.ended.reduce((sum, end, i) => sum + (end === 1 ? columns.weight[i]! : 0), 0);

  const penalties = scales.map((scale) => ridge / (scale * scale));
  const { kept, dropped, sums } = keptColumns(full, penalties, ended);
  const data = withColumns(full, kept);
  const climb = climbCox(
    data,
    data === full ? sums : sweepCox(data, new Float64Array(kept.length)),
    kept.map((k) => penalties[k]!),
    maxIterations,
    tolerance,
  );
  const scaleOf = (i: number): number => scales[kept[i]!]!;
  const { inverse } = invertSymmetric(climb.penalized, { tolerance: 1e-14 });
  const runaway = climb.runaway.map((i) => names[kept[i]!]!);
  const droppedNames = dropped.map((k) => names[k]!);

  const coefficients = names.map(() => 0);
  climb.beta.forEach((b, i) => (coefficients[kept[i]!] = b / scaleOf(i) + 0));
  const place = names.map((_, k) => kept.indexOf(k));
  const identified = (k: number): boolean => place[k]! >= 0 && !climb.runaway.includes(place[k]!);
  const covarianceOf = (k: number, j: number): number =>
    inverse[place[k]!]![place[j]!]! / (scales[k]! * scales[j]!) + 0;
  const status: FitStatus =
    ended === 0 || !climb.finished
      ? 'failed'
      : runaway.length > 0
        ? 'boundary'
        : dropped.length > 0
          ? 'weak'
          : 'interior';
  const baselines = strata.map((): [number, number][] => []);
  sweepCox(settled(data, climb.beta), [], ({ stratum, day, hazard }) => baselines[stratum]!.push([day, hazard]));
  const parameters = kept.length;
  return {
    kind: 'cox',
    version: 1,
    ties,
    ridge,
    covariates: names.map((name, k) => ({ name: name as K, mean: means[k]! + 0, coefficient: coefficients[k]! })),
    strata: strata.map((stratum, s) => ({
      stratum,
      longestDays: full.stratum.reduce((top, of, i) => (of === s ? Math.max(top, columns.days[i]!) : top), 0),
      baseline: cumulate(baselines[s]!.reverse()),
    })),
    fit: {
      n: columns.n,
      status,
      warnings: warningsOf({ ended, finished: climb.finished, runaway, dropped: droppedNames }),
      ended,
      dropped: droppedNames,
      logLikelihood: climb.value + 0,
      logLikelihoodNull: climb.valueNull + 0,
      likelihoodRatio: Math.max(0, 2 * (climb.value - climb.valueNull)),
      wald: climb.wald,
      score: climb.score,
      aic: ridge > 0 ? null : 2 * parameters - 2 * climb.value,
      bic: ridge > 0 || ended === 0 ? null : parameters * Math.log(ended) - 2 * climb.value,
      iterations: climb.iterations,
      gradientNorm: climb.gradientNorm,
      parameters: names,
      standardErrors: names.map((_, k) =>
        identified(k) && status !== 'failed' ? Math.sqrt(Math.max(0, covarianceOf(k, k))) : null,
      ),
      covariance:
        status === 'failed' || runaway.length > 0 || dropped.length > 0
          ? null
          : names.map((_, k) => names.map((_unused, j) => covarianceOf(k, j))),
    },
  };
}

function cumulate(increments: readonly [number, number][]): [days: number, cumulativeHazard: number][] {
  let sum = 0;
  // Where coefficients ran away the average customer may be beyond all doubles: the largest one stands for it.
  return increments.map(([day, hazard]) => [day, (sum = Math.min(Number.MAX_VALUE, sum + hazard))]);
}

function warningsOf(found: { ended: number; finished: boolean; runaway: string[]; dropped: string[] }): Warning[] {
  const warnings: Warning[] = [];
  if (found.ended === 0) {
    warnings.push({
      code: 'nobody-ended',
      message: 'No spell ended, so no effect can be seen.',
      facts: { features: [] },
    });
  }
  if (found.dropped.length > 0) {
    warnings.push({
      code: 'collinear',
      message: `Left out because they say nothing new: ${found.dropped.join(', ')}.`,
      facts: { features: found.dropped },
    });
  }
  if (found.runaway.length > 0) {
    warnings.push({
      code: 'separation',
      message: `The data push these coefficients without limit: ${found.runaway.join(', ')}. Give a ridge or leave them out.`,
      facts: { features: found.runaway },
    });
  }
  if (!found.finished) {
    warnings.push({
      code: 'not-converged',
      message: 'The fit ended before an optimum was reached; allow more iterations or give a ridge.',
      facts: { features: [] },
    });
  }
  return warnings;
}
