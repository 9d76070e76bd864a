import type { Warning } from '../errors/index.ts';
import { InputError, requireCount, requireObject, requireOneOf } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { cholesky, invertSymmetric, newtonMaximize } from '../statistics/index.ts';
import { aftError } from './aft-error.ts';
import { aftLikelihood } from './aft-likelihood.ts';
import type { AftDistribution, AftModel } from './aft-model.ts';
import type { CovariateColumns } from './covariate-columns.ts';
import { readCovariates } from './covariate-columns.ts';
import type { SpellColumns } from './read-spells.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { CovariateSpell } from './spell.ts';

/** Which shape of lifetimes is fitted. */
export interface AftOptions {
  /** shape of the lifetimes */
  distribution: AftDistribution;
  /** spells of 0 days have no logarithm: refused (default) or left out */
  zeroDays?: 'refuse' | 'drop';
  /** most Newton steps; 100 unless given */
  maxIterations?: number;
}

/**
 * How numbers about a customer stretch or shrink the lifetime, with a formula for its shape (accelerated failure time).
 *
 * Unlike a curve it reaches beyond the longest spell, as far as the shape holds: compare `fit.aic` of the shapes, and the
 * curve of `fitKaplanMeier` with the model's, before trusting it far out.
 *
 * @param spells - spells with the same covariates (perhaps none), in any order
 * @param options - the shape; what to do with spells of 0 days
 * @returns the model as plain JSON; status and warnings as for `fitCox`. Never NaN
 * @throws InputError `out-of-range` for a spell of 0 days unless dropped, `unknown-name`, `missing-value`, and those of
 * `fitKaplanMeier`
 *
 * @example How long will a customer on each plan stay, also beyond what I have seen?
 * ```ts
 * import { fitAft, quantileDaysAft } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const model = fitAft(spells, { distribution: 'weibull' });
 * quantileDaysAft(model, { covariates: { yearly: 1 } }, { share: 0.5 }); // => ~15.4
 * fitAft([{ days: 0, ended: false, covariates: {} }], { distribution: 'weibull' }); // => throws 'out-of-range'
 * ```
 * @see Kalbfleisch & Prentice 2002, "The Statistical Analysis of Failure Time Data", sections 2.2 and 3.3–3.4
 */
export function fitAft<K extends string>(spells: Iterable<CovariateSpell<K>>, options: AftOptions): AftModel<K> {
  const { distribution, zeroDays = 'refuse', maxIterations = 100 } = requireObject(options, 'options');
  requireOneOf(distribution, ['weibull', 'lognormal', 'loglogistic', 'exponential'], 'options.distribution');
  requireOneOf(zeroDays, ['refuse', 'drop'], 'options.zeroDays');
  requireCount(maxIterations, 'options.maxIterations');
  const given = listOf(spells, 'spells');
  const zero = given.findIndex((spell) => spell?.days === 0);
  if (zero >= 0 && zeroDays === 'refuse') {
    const detail = "expected more than 0 days (or the option zeroDays: 'drop'), got 0";
    throw new InputError('out-of-range', `spells[${zero}].days`, detail);
  }
  // A weight of 0 leaves a spell out and every other its place in a message.
  const rows = zero < 0 ? given : given.map((spell) => (spell?.days === 0 ? { ...spell, weight: 0 } : spell));
  const covariates = readCovariates(rows, readSpells(rows, 'spells', endedFlag));
  const { names, means, scales, columns } = covariates;
  const kept = keptCovariates(columns, covariates);
  const dropped = names.filter((_, k) => !kept.includes(k));
  const fixedScale = distribution === 'exponential';
  const ended = columns.ended.reduce((sum, end, i) => sum + (end === 1 ? columns.weight[i]! : 0), 0);

  const logDays = columns.days.map((day) => Math.log(day));
  const values = new Float64Array(columns.count * kept.length);
  for (let i = 0; i < columns.count; i++) {
    kept.forEach((k, c) => (values[i * kept.length + c] = covariates.values[i * names.length + k]!));
  }
  const { count, weight, totalWeight } = columns;
  const likelihood = aftLikelihood(
    {
      count,
      size: kept.length,
      values,
      logDays,
      logEntry: columns.entry.map((day) => (day > 0 ? Math.log(day) : -Infinity)),
      weight,
      ended: columns.ended,
      fixedScale,
    },
    aftError(distribution),
  );
  const middle = logDays.reduce((sum, day, i) => sum + (weight[i]! / totalWeight) * day, 0);
  // Most of the spells unfinished: a typical lifetime lies that much further out.
  const lift = ended > 0 ? Math.log(totalWeight / ended) : 0;
  const start = [middle + lift, ...kept.map(() => 0), ...(fixedScale ? [] : [0])];
  const atStart = ownInformation(likelihood.hessian(start).map((row) => Array.from(row, (x) => -x)));
  const top =
    ended > 0
      ? newtonMaximize(likelihood, start, { maxIterations, tolerance: 1e-9 })
      : // Without ends the likelihood rises for ever: the start is reported, as a failed fit.
        { at: start, value: likelihood.value(start), gradientNorm: 0, iterations: 0, converged: false };

  const hessian = likelihood.hessian(top.at).map((row) => Array.from(row, (x) => -x));
  // A scale that shrinks to nothing leaves no curvature to read: the fit has failed, its last finite point is reported.
  const readable = hessian.every((row) => row.every(Number.isFinite));
  const atEnd = ownInformation(hessian);
  const runaway = (readable ? kept : [])
    .filter((_, c) => atEnd[c + 1]! < 1e-6 * atStart[c + 1]! || !(atEnd[c + 1]! > 0))
    .map((k) => names[k]!);
  const slope = kept.map((k, c) => top.at[c + 1]! / scales[k]!);
  const sureIntercept = top.at[0]! - kept.reduce((sum, k, c) => sum + slope[c]! * means[k]!, 0);
  const status: FitStatus =
    ended === 0 || !readable || (!top.converged && runaway.length === 0)
      ? 'failed'
      : runaway.length > 0
        ? 'boundary'
        : dropped.length > 0
          ? 'weak'
          : 'interior';
  const parameters = ['intercept', ...names, ...(fixedScale ? [] : ['logScale'])];
  const covariance =
    status === 'failed' || runaway.length > 0 ? null : rawCovariance(hessian, kept, covariates, fixedScale);
  const free = kept.length + (fixedScale ? 1 : 2);
  return {
    kind: 'aft',
    version: 1,
    distribution,
    intercept: sureIntercept + 0,
    covariates: names.map((name, k) => ({
      name: name as K,
      mean: means[k]! + 0,
      coefficient: kept.includes(k) ? slope[kept.indexOf(k)]! + 0 : 0,
    })),
    logScale: fixedScale ? 0 : top.at[kept.length + 1]! + 0,
    fit: {
      n: rows.filter(({ days }) => days !== 0).length,
      status,
      warnings: warningsOf(ended, status, runaway, dropped),
      ended,
      dropped,
      logLikelihood: top.value,
      aic: 2 * free - 2 * top.value,
      bic: free * Math.log(totalWeight) - 2 * top.value,
      iterations: top.iterations,
      gradientNorm: top.gradientNorm,
      parameters,
      standardErrors: parameters.map((name, i) =>
        covariance && !dropped.includes(name) ? Math.sqrt(Math.max(0, covariance[i]![i]!)) : null,
      ),
      covariance: dropped.length > 0 ? null : covariance,
    },
  };
}

/** What the data say about each parameter while all others are unknown too; 0 where they say nothing. */
function ownInformation(information: readonly (readonly number[])[]): number[] {
  if (!information.every((row) => row.every(Number.isFinite))) return information.map(() => 0);
  const { inverse, dropped } = invertSymmetric(information, { tolerance: 1e-14 });
  return inverse.map((row, k) => (dropped.includes(k) ? 0 : 1 / row[k]!));
}

/** Covariates that vary and are not made of earlier ones. */
function keptCovariates(columns: SpellColumns, { names, scales, values }: CovariateColumns): number[] {
  const p = names.length;
  const alive = scales.flatMap((scale, k) => (scale > 0 ? [k] : []));
  const products = alive.map((k) =>
    alive.map((j) => {
      let sum = 0;
      for (let i = 0; i < columns.count; i++) sum += columns.weight[i]! * values[i * p + k]! * values[i * p + j]!;
      return sum;
    }),
  );
  const { dropped } = cholesky(products, { tolerance: 1e-10 });
  return alive.filter((_, i) => !dropped.includes(i));
}

/** The covariance of (intercept, β, ln scale) on the raw scale of the covariates; 0 at dropped ones. */
function rawCovariance(
  information: readonly (readonly number[])[],
  kept: readonly number[],
  { names, means, scales }: CovariateColumns,
  fixedScale: boolean,
): number[][] {
  const { inverse } = invertSymmetric(information, { tolerance: 1e-14 });
  // Each raw parameter as a combination of the scaled ones: β = γ/s, intercept = α − Σ γ·mean/s.
  const q = information.length;
  const combinations = [
    Array.from({ length: q }, (_, i) =>
      i === 0 ? 1 : i <= kept.length ? -means[kept[i - 1]!]! / scales[kept[i - 1]!]! : 0,
    ),
    ...names.map((_, k) =>
      Array.from({ length: q }, (_unused, i) => (i > 0 && kept[i - 1] === k ? 1 / scales[k]! : 0)),
    ),
    ...(fixedScale ? [] : [Array.from({ length: q }, (_, i) => (i === q - 1 ? 1 : 0))]),
  ];
  return combinations.map((a) =>
    combinations.map((b) =>
      a.reduce((sum, x, i) => (x === 0 ? sum : sum + x * b.reduce((part, y, j) => part + y * inverse[i]![j]!, 0)), 0),
    ),
  );
}

function warningsOf(ended: number, status: FitStatus, runaway: string[], dropped: string[]): Warning[] {
  const warnings: Warning[] = [];
  if (ended === 0) {
    warnings.push({
      code: 'nobody-ended',
      message: 'No spell ended, so no lifetime can be estimated.',
      facts: { features: [] },
    });
  }
  if (dropped.length > 0) {
    const message = `Left out because they say nothing new: ${dropped.join(', ')}.`;
    warnings.push({ code: 'collinear', message, facts: { features: dropped } });
  }
  if (runaway.length > 0) {
    const message = `The data push these coefficients without limit: ${runaway.join(', ')}. Leave them out.`;
    warnings.push({ code: 'separation', message, facts: { features: runaway } });
  }
  if (status === 'failed' && ended > 0) {
    const message = 'The fit ended before an optimum was reached; allow more iterations or try another distribution.';
    warnings.push({ code: 'not-converged', message, facts: { features: [] } });
  }
  return warnings;
}
