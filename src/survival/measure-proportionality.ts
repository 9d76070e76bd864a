import { InputError, requireKind, requireObject, requireOneOf } from '../errors/index.ts';
import { chiSquareSurvival, cholesky, log10ChiSquareSurvival, solveCholesky } from '../statistics/index.ts';
import { sweepCox, unpack } from './cox-likelihood.ts';
import type { CoxModel } from './cox-model.ts';
import { readCoxFit } from './read-cox-fit.ts';
import type { CovariateSpell } from './spell.ts';

/** Along which scale of time an effect may drift. */
export interface ProportionalityOptions {
  /** `identity`: days; `log`: ln of days, which looks at the early ones */
  transform: 'identity' | 'log';
}

/** A test whether an effect stays the same over time. */
export interface ProportionalityTest {
  /** test statistic */
  chiSquare: number;
  /** degrees of freedom */
  degreesOfFreedom: number;
  /** chance of so large a drift when there is none, 0..1 */
  pValue: number;
  /** its decimal logarithm */
  log10PValue: number;
}

/** Whether the effects of a Cox model stay the same over time, one by one and together. */
export interface Proportionality<K extends string = string> {
  /** one test a covariate that was kept, in the order of the model */
  terms: (ProportionalityTest & {
    /** its covariate */
    name: K;
  })[];
  /** all of them together */
  global: ProportionalityTest;
  /** scale of time */
  transform: 'identity' | 'log';
}

/**
 * Tests whether the effects of a Cox model stay the same over time: small p-values say that one fades or grows.
 *
 * Where it does, split the spells (early, late) or make the covariate a stratum. With thousands of customers small drifts
 * are significant and harmless: look at their size too.
 *
 * @param model - from `fitCox` without ridge, on these spells
 * @param spells - the spells of the fit
 * @param options - the scale of time
 * @returns statistics of the exact score test; terms of covariates that were dropped are left out
 * @throws InputError `inconsistent` when the spells are not those of the model, `unsupported` for a model with ridge,
 * `out-of-range` for `log` with an end on day 0, `wrong-kind` for another stored value, and those of `fitCox`
 *
 * @example Does the yearly plan protect early on and late alike?
 * ```ts
 * import { fitCox, measureProportionality } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const test = measureProportionality(fitCox(spells), spells, { transform: 'identity' });
 * test.global.pValue > 0.05; // => true
 * ```
 * @see Grambsch & Therneau 1994, "Proportional hazards tests and diagnostics based on weighted residuals", Biometrika 81
 * (exact score form)
 */
export function measureProportionality<K extends string>(
  model: CoxModel<K>,
  spells: Iterable<CovariateSpell<NoInfer<K>>>,
  options: ProportionalityOptions,
): Proportionality<K> {
  const { transform } = requireObject(options, 'options');
  requireOneOf(transform, ['identity', 'log'], 'options.transform');
  requireKind(model, 'cox', 'model');
  if (model.ridge > 0) {
    throw new InputError(
      'unsupported',
      'model.ridge',
      'expected a model without ridge: the score is not 0 at its optimum',
    );
  }
  const { data, used, beta } = readCoxFit(model, spells);
  const p = used.length;
  const days: { g: number; score: Float64Array; info: Float64Array }[] = [];
  sweepCox(data, beta, ({ day, score, information }) => {
    if (transform === 'log' && day === 0) {
      throw new InputError(
        'out-of-range',
        'options.transform',
        'expected ends after day 0 for the logarithm, got one on it',
      );
    }
    days.push({ g: transform === 'log' ? Math.log(day) : day, score: score.slice(), info: information.slice() });
  });
  // The test does not depend on where g has its origin or unit; a small one keeps the digits.
  const middle = days.reduce((sum, { g }) => sum + g, 0) / Math.max(1, days.length);
  const reach = days.reduce((most, { g }) => Math.max(most, Math.abs(g - middle)), 0) || 1;
  const half = (p * (p + 1)) / 2;
  const drift = new Float64Array(p);
  const plain = new Float64Array(half);
  const cross = new Float64Array(half);
  const square = new Float64Array(half);
  for (const { g, score, info } of days) {
    const t = (g - middle) / reach;
    for (let k = 0; k < p; k++) drift[k]! += t * score[k]!;
    for (let slot = 0; slot < half; slot++) {
      plain[slot]! += info[slot]!;
      cross[slot]! += t * info[slot]!;
      square[slot]! += t * t * info[slot]!;
    }
  }
  const information = cholesky(unpack(plain, p), { tolerance: 1e-14 });
  const crossed = unpack(cross, p);
  // What is left of the information about a drift once the constant effects are known.
  const solved = crossed.map((row) => solveCholesky(information, row));
  const rest = unpack(square, p).map((row, k) =>
    row.map((x, j) => x - solved[k]!.reduce((sum, s, m) => sum + s * crossed[j]![m]!, 0)),
  );
  const together = solveCholesky(cholesky(rest), drift).reduce((sum, x, k) => sum + x * drift[k]!, 0);
  return {
    terms: used.map((k, i) => ({
      name: model.covariates[k]!.name,
      ...testOf(rest[i]![i]! > 0 ? (drift[i]! * drift[i]!) / rest[i]![i]! : 0, 1),
    })),
    global: testOf(together, p),
    transform,
  };
}

function testOf(chiSquare: number, degreesOfFreedom: number): ProportionalityTest {
  const statistic = Math.max(0, chiSquare);
  if (degreesOfFreedom === 0) return { chiSquare: 0, degreesOfFreedom, pValue: 1, log10PValue: 0 };
  return {
    chiSquare: statistic,
    degreesOfFreedom,
    pValue: chiSquareSurvival(statistic, degreesOfFreedom),
    log10PValue: log10ChiSquareSurvival(statistic, degreesOfFreedom) + 0,
  };
}
