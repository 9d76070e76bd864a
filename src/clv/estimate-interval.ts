import { requireLevel, requireOneOf } from '../errors/index.ts';
import type { Estimate, Interval } from '../statistics/index.ts';
import { normalQuantile } from '../statistics/index.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** How the uncertainty of a figure is carried over from the parameters. */
export interface EstimateIntervalOptions {
  /** confidence, 0..1; 0.95 by default */
  level?: number;
  /** on which scale the interval is symmetric: `'log'` for counts and money, `'logit'` for probabilities, `'identity'` */
  scale: 'log' | 'logit' | 'identity';
}

/**
 * How sure a figure is, as far as the parameters of its model are uncertain: the delta method, for one customer or for a
 * sum over all of them.
 *
 * This is the uncertainty of an expectation, not of what one customer will do. The interval is symmetric on the stated
 * scale, so that counts stay positive and probabilities inside 0..1. At a boundary only the purchase parameters move, and
 * `noInterval` says why there is no interval where the covariance does not exist.
 *
 * @param model - a fitted model
 * @param quantity - any figure as a function of the model
 * @param options - scale (required), level
 * @returns value, standard error and interval; the two are null, with `noInterval`, where the fit has no covariance or
 *   sits on a boundary
 * @throws InputError `out-of-range` (level), `unknown-name` (scale)
 *
 * @example How sure is the number of orders that I expect from all of them?
 * ```ts
 * import { estimateInterval, expectedPurchasesForNewCustomer, fitMbgNbd } from 'clientele/clv';
 *
 * const model = fitMbgNbd([
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 19, daysToLast: 255, daysObserved: 270, customers: 9 },
 * ]);
 * const { value, interval } = estimateInterval(model, (m) => expectedPurchasesForNewCustomer(m, { horizonDays: 90 }), { scale: 'log' });
 * interval !== null && value !== null && interval.low < value && value < interval.high; // => true
 * ```
 * @see Oehlert 1992, "A note on the delta method", The American Statistician 46
 */
export function estimateInterval<M extends PurchaseModel>(
  model: M,
  quantity: (model: M) => number,
  options: EstimateIntervalOptions,
): Estimate<never, 'no-covariance' | 'boundary'> {
  const { level = 0.95 } = options;
  requireLevel(level, 'options.level');
  const scale = requireOneOf(options.scale, ['log', 'logit', 'identity'], 'options.scale');
  const value = quantity(model);
  const { fit } = model;
  if (!fit?.covariance)
    return { value, standardError: null, interval: null, noInterval: fit?.boundary ? 'boundary' : 'no-covariance' };
  const names = fit.parameters;
  const gradient = names.map((name, i) => (fit.covariance![i]![i] === 0 ? 0 : slopeInLog(model, quantity, name)));
  let variance = 0;
  names.forEach((from, i) =>
    names.forEach((to, j) => {
      const scaled = fit.covariance![i]![j]! / (parameterOf(model, from) * parameterOf(model, to));
      if (gradient[i] !== 0 && gradient[j] !== 0) variance += gradient[i]! * gradient[j]! * scaled;
    }),
  );
  const standardError = Math.sqrt(Math.max(0, variance));
  return { value, standardError, interval: intervalAround(value, standardError, level, scale) };
}

/** ∂ quantity / ∂ ln(parameter), by central differences with a fourth-order rule. */
function slopeInLog<M extends PurchaseModel>(model: M, quantity: (model: M) => number, name: string): number {
  const step = 1e-3;
  const at = (h: number): number => quantity({ ...model, [name]: parameterOf(model, name) * Math.exp(h) });
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
}

function parameterOf(model: object, name: string): number {
  return (model as Record<string, number>)[name]!;
}

function intervalAround(
  value: number,
  standardError: number,
  level: number,
  scale: EstimateIntervalOptions['scale'],
): Interval {
  const z = normalQuantile((1 + level) / 2);
  const method = 'delta';
  if (scale === 'log' && value > 0) {
    const factor = Math.exp((z * standardError) / value);
    return { low: value / factor, high: value * factor, level, method };
  }
  if (scale === 'logit' && value > 0 && value < 1) {
    const logit = Math.log(value / (1 - value));
    const width = (z * standardError) / (value * (1 - value));
    return { low: 1 / (1 + Math.exp(width - logit)), high: 1 / (1 + Math.exp(-width - logit)), level, method };
  }
  return { low: value - z * standardError, high: value + z * standardError, level, method };
}
