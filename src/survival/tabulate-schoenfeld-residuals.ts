import { invertSymmetric } from '../statistics/index.ts';
import { sweepCox, unpack } from './cox-likelihood.ts';
import type { CoxModel } from './cox-model.ts';
import { readCoxFit } from './read-cox-fit.ts';
import type { CovariateSpell } from './spell.ts';

/** How the covariates of one spell that ended differ from those at risk on its day. */
export interface SchoenfeldResidual<K extends string = string> {
  /** position of the spell among those given, from 0 */
  row: number;
  /** the day on which it ended */
  days: number;
  /** its stratum, `''` where there is one only */
  stratum: string;
  /** by covariate: its value less the mean of those at risk, weighted by their risk; in units of the covariate */
  residuals: Record<K, number>;
  /** by covariate: an estimate of the coefficient as it is on that day; their trend over time is how the effect drifts */
  scaled: Record<K, number>;
}

/**
 * Whether, when and how an effect of a Cox model changes over time: Schoenfeld residuals, plain and scaled, one row an end.
 *
 * Draw `scaled` against `days`: a level line at the coefficient is an effect that stays the same; one that falls towards 0
 * protects (or harms) early on only. {@link measureProportionality} is the test of the same picture.
 *
 * @param model - from `fitCox`, on these spells
 * @param spells - the spells of the fit
 * @returns one row an end, by stratum, then by day; covariates that were dropped are left out. Weighted, the plain residuals
 * of a fit without ridge add up to 0
 * @throws InputError `inconsistent` when the spells are not those of the model, `wrong-kind` for another stored value, and
 * those of `fitCox`
 *
 * @example Does the yearly plan protect early on only?
 * ```ts
 * import { fitCox, tabulateSchoenfeldResiduals } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const [first] = tabulateSchoenfeldResiduals(fitCox(spells), spells);
 * first; // => { row: 0, days: 3, stratum: '', residuals: { yearly: ~0.6388 }, scaled: { yearly: ~2.8964 } }
 * ```
 * @see Schoenfeld 1982, "Partial residuals for the proportional hazards regression model", Biometrika 69; Grambsch &
 * Therneau 1994, Biometrika 81 (scaled)
 */
export function tabulateSchoenfeldResiduals<K extends string>(
  model: CoxModel<K>,
  spells: Iterable<CovariateSpell<NoInfer<K>>>,
): SchoenfeldResidual<K>[] {
  const { columns, data, strata, used, scales, beta } = readCoxFit(model, spells);
  const p = used.length;
  const { values, byEnd, weight } = data;
  // Mean of the risk set of each day, scaled: the score of the day is Σ w(x − mean) over its ends.
  const means = strata.map(() => new Map<number, Float64Array>());
  const total = new Float64Array((p * (p + 1)) / 2);
  let ends = 0;
  const scores: { stratum: number; day: number; score: Float64Array; ended: number }[] = [];
  sweepCox(data, beta, ({ stratum, day, score, ended, information }) => {
    scores.push({ stratum, day, score: score.slice(), ended });
    for (let slot = 0; slot < total.length; slot++) total[slot]! += information[slot]!;
  });
  for (const { stratum, day } of scores) means[stratum]!.set(day, new Float64Array(p));
  for (let i = 0; i < data.count; i++) {
    if (data.ended[i] !== 1) continue;
    ends++;
    const mean = means[data.stratum[i]!]!.get(data.days[i]!)!;
    for (let k = 0; k < p; k++) mean[k]! += weight[i]! * values[i * p + k]!;
  }
  for (const { stratum, day, score, ended } of scores) {
    const mean = means[stratum]!.get(day)!;
    for (let k = 0; k < p; k++) mean[k] = (mean[k]! - score[k]!) / ended;
  }
  const { inverse } = invertSymmetric(unpack(total, p), { tolerance: 1e-14 });
  const rows: SchoenfeldResidual<K>[] = [];
  for (let place = byEnd.length - 1; place >= 0; place--) {
    const i = byEnd[place]!;
    if (data.ended[i] !== 1) continue;
    const mean = means[data.stratum[i]!]!.get(data.days[i]!)!;
    const off = used.map((_, k) => values[i * p + k]! - mean[k]!);
    const named = (of: (k: number) => number): Record<K, number> =>
      Object.fromEntries(used.map((m, k) => [model.covariates[m]!.name, of(k)])) as Record<K, number>;
    rows.push({
      row: columns.source ? columns.source[i]! : i,
      days: data.days[i]!,
      stratum: strata[data.stratum[i]!]!,
      residuals: named((k) => off[k]! * scales[k]! + 0),
      scaled: named((k) => (beta[k]! + ends * off.reduce((sum, x, j) => sum + inverse[k]![j]! * x, 0)) / scales[k]!),
    });
  }
  return rows.sort((a, b) =>
    a.stratum < b.stratum ? -1 : a.stratum > b.stratum ? 1 : a.days - b.days || a.row - b.row,
  );
}
