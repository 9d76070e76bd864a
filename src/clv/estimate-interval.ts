import { cholesky, createRandom, drawNormal, meanAndVariance, normalHalfWidth, quantile } from '../statistics/index.ts';
import type { Estimate, Interval } from '../statistics/index.ts';
import { InputError, requireCount, requireLevel, requireOneOf } from '../errors/index.ts';
import type { FittedModel } from './fitted-parameters.ts';
import { requireModel } from './require-model.ts';
import { isPositive, movedModel, parameterOf } from './fitted-parameters.ts';

/** How the uncertainty of a figure is carried over from the parameters. */
export interface EstimateIntervalOptions {
  /** confidence, 0..1; 0.95 by default */
  level?: number;
  /** on which scale the interval is symmetric: `'log'` for counts and money, `'logit'` for probabilities, `'identity'` */
  scale: 'log' | 'logit' | 'identity';
  /** `'delta'` (default): by the slope of the figure; `'draws'`: by the figure of many drawn models, which `scale` does not touch */
  method?: 'delta' | 'draws';
  /** any safe integer; required by `'draws'` */
  seed?: number;
  /** how many models are drawn, 2 or more; 1000 by default */
  draws?: number;
}

/**
 * How sure a figure is, as far as the parameters of its model are uncertain: for one customer or for a sum over all of
 * them, for every model of this folder that was fitted.
 *
 * This is the uncertainty of an expectation, not of what one customer will do. `'delta'` follows the slope of the figure and
 * costs four calls a parameter; its interval is symmetric on the stated scale, so that counts stay positive and
 * probabilities inside 0..1. `'draws'` draws the logarithms of the parameters (effects of covariates as they are) from
 * their normal distribution and takes the quantiles of the figure: the same where the fit is sharp, truer where the figure
 * bends. At a boundary only the parameters that the data decided move; `noInterval` says why there is no interval where
 * none of them moves the figure, or where the covariance does not exist.
 *
 * @param model - a fitted model of any kind
 * @param quantity - any figure as a function of the model
 * @param options - scale (required), level, method, and for draws a seed
 * @returns value, standard error and interval; the two are null, with `noInterval`, where the fit has no covariance or
 *   sits on a boundary that holds the figure fast
 * @throws InputError `out-of-range` (level, fewer than two draws), `unknown-name` (scale, method), `missing-value` (draws
 *   without a seed), `not-an-integer` (seed), `not-a-count` (draws), `not-finite` (the figure of a drawn model)
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
 * const quarter = (m: typeof model) => expectedPurchasesForNewCustomer(m, { horizonDays: 90 });
 * const { value, interval } = estimateInterval(model, quarter, { scale: 'log' });
 * interval !== null && value !== null && interval.low < value && value < interval.high; // => true
 * const drawn = estimateInterval(model, quarter, { scale: 'log', method: 'draws', seed: 1 });
 * drawn.interval!.method; // => 'draws'
 * ```
 * @see Oehlert 1992, "A note on the delta method", The American Statistician 46; King, Tomz & Wittenberg 2000, "Making the
 *   most of statistical analyses" (draws)
 */
export function estimateInterval<M extends FittedModel>(
  model: M,
  quantity: (model: M) => number,
  options: EstimateIntervalOptions,
): Estimate<never, 'no-covariance' | 'boundary'> {
  const { level = 0.95 } = options ?? ({} as EstimateIntervalOptions);
  requireLevel(level, 'options.level');
  if (typeof quantity !== 'function') {
    throw new InputError('wrong-type', 'quantity', `expected a function of a model, got ${String(quantity)}`);
  }
  const scale = requireOneOf(options?.scale, ['log', 'logit', 'identity'], 'options.scale');
  const method = requireOneOf(options.method ?? 'delta', ['delta', 'draws'], 'options.method');
  const seed = method === 'draws' ? requireSeed(options) : 0;
  requireModel(model);
  const value = quantity(model);
  const noInterval = model.fit?.boundary ? 'boundary' : 'no-covariance';
  const spread = spreadOfParameters(model);
  if (!spread) return { value, standardError: null, interval: null, noInterval };
  const [standardError, interval] =
    method === 'draws'
      ? byDraws(drawFigures(model, quantity, spread, seed, options.draws ?? 1000), level)
      : byDelta(model, quantity, spread, { value, level, scale });
  // A figure that only a parameter at rest could move is not certain: nothing is known of how sure it is.
  if (standardError === 0 && model.fit!.boundary) return { value, standardError: null, interval: null, noInterval };
  return { value, standardError, interval };
}

function requireSeed({ seed }: EstimateIntervalOptions): number {
  if (seed !== undefined) return seed;
  throw new InputError('missing-value', 'options.seed', 'expected a whole number for draws, got none');
}

/** Covariance of ln(parameter), of effects as they are, over the parameters that the data decided. */
interface ParameterSpread {
  paths: string[];
  covariance: number[][];
}

function spreadOfParameters({ fit, ...model }: FittedModel): ParameterSpread | null {
  if (!fit?.covariance) return null;
  const { covariance, parameters } = fit;
  const places = parameters.map((_, i) => i).filter((i) => covariance[i]![i] !== 0);
  const unit = (i: number): number => (isPositive(parameters[i]!) ? parameterOf({ ...model, fit }, parameters[i]!) : 1);
  return {
    paths: places.map((i) => parameters[i]!),
    covariance: places.map((i) => places.map((j) => covariance[i]![j]! / (unit(i) * unit(j)))),
  };
}

function byDelta<M extends FittedModel>(
  model: M,
  quantity: (model: M) => number,
  { paths, covariance }: ParameterSpread,
  { value, level, scale }: { value: number; level: number; scale: EstimateIntervalOptions['scale'] },
): [number, Interval] {
  const gradient = paths.map((path, i) => slopeAlong(model, quantity, path, Math.sqrt(covariance[i]![i]!)));
  let variance = 0;
  gradient.forEach((g, i) => gradient.forEach((h, j) => (variance += g * h * covariance[i]![j]!)));
  const standardError = Math.sqrt(Math.max(0, variance));
  return [standardError, intervalAround(value, standardError, level, scale)];
}

function byDraws(drawn: Float64Array, level: number): [number, Interval] {
  const [low, high] = [quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2)];
  return [Math.sqrt(meanAndVariance(drawn).variance!), { low, high, level, method: 'draws' }];
}

/** The figure of many models drawn around the fitted one, ascending. */
function drawFigures<M extends FittedModel>(
  model: M,
  quantity: (model: M) => number,
  { paths, covariance }: ParameterSpread,
  seed: number,
  draws: number,
): Float64Array {
  const count = requireCount(draws, 'options.draws');
  if (count < 2) throw new InputError('out-of-range', 'options.draws', `expected 2 or more, got ${count}`);
  const random = createRandom(seed);
  const { lower } = cholesky(covariance, { tolerance: 1e-14 });
  const size = paths.length;
  const figures = Float64Array.from({ length: count }, () => {
    const normals = paths.map(() => drawNormal(random));
    const moves = paths.map((_, i) =>
      normals.reduce((sum, z, j) => (j <= i ? sum + lower[i * size + j]! * z : sum), 0),
    );
    const figure = quantity(movedModel(model, paths, moves));
    if (Number.isFinite(figure)) return figure;
    throw new InputError('not-finite', 'quantity', `expected a finite figure of every drawn model, got ${figure}`);
  });
  return figures.sort();
}

/** ∂ quantity / ∂ ln(parameter), or ∂ effect, by central differences with a fourth-order rule. */
function slopeAlong<M extends FittedModel>(
  model: M,
  quantity: (model: M) => number,
  path: string,
  error: number,
): number {
  // An effect is as large as the unit of its covariate makes it: only its error tells what is a small step.
  const step = isPositive(path) ? 1e-3 : 1e-2 * error;
  const at = (move: number): number => quantity(movedModel(model, [path], [move]));
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
}

function intervalAround(
  value: number,
  standardError: number,
  level: number,
  scale: EstimateIntervalOptions['scale'],
): Interval {
  const z = normalHalfWidth(level);
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
