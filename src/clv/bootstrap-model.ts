import { InputError, requireCount, requireLevel, requireOneOf } from '../errors/index.ts';
import type { FitStatus, Interval } from '../statistics/index.ts';
import { createRandom, meanAndVariance, quantile } from '../statistics/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { countedRows, drawCustomers, simulateLike } from './draw-histories.ts';
import { parameterOf } from './fitted-parameters.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { ResampledModel } from './refit.ts';
import { refit } from './refit.ts';
import { requireModel } from './require-model.ts';

/** How customers are drawn again. */
export interface BootstrapOptions {
  /** any safe integer: the same seed gives the same models in every engine */
  seed: number;
  /**
   * `'customers'`: as many customers, drawn from those there are; trusts nothing but them. `'parametric'`: new customers
   * who behave as the model says, watched as long; trusts the model.
   */
  kind: 'customers' | 'parametric';
  /** how many fits, 2 or more; 200 by default */
  resamples?: number;
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
}

/** How far one parameter scatters over the fits. */
export interface BootstrapParameter {
  /** as in `fit.parameters` */
  name: string;
  /** of the model that was given */
  value: number;
  /** mean over the fits less the value: what the fit is off on average */
  bias: number;
  /** standard deviation over the fits */
  standardError: number;
  /** quantiles of the fits */
  interval: Interval;
}

/** What fits to customers drawn again say. Fits that failed are counted and left out of everything else. */
export interface ModelBootstrap<M> {
  /** fits there were */
  resamples: number;
  /** share of the fits by status: where many rest on a boundary, so might yours */
  statuses: Record<FitStatus, number>;
  /** one entry a parameter; empty where fewer than two fits are left */
  parameters: BootstrapParameter[];
  /** the models, without their fits: any prediction over them is its distribution */
  models: M[];
}

/**
 * Fits a model again and again to customers drawn anew: how far its parameters, and every figure made of them, would
 * scatter if the shop had had other customers of the same kind. The answer that needs no normal distribution, for fits
 * that are `weak` or near a boundary, where `estimateInterval` is rough.
 *
 * It costs one fit a resample; customers are drawn as counts over the distinct histories, not one by one. Fits are made
 * with the covariates, stages and priors of the model.
 *
 * @param model - fitted to these histories; purchases, occasions (BG/BB) or spend (Gamma-Gamma)
 * @param histories - the customers of the fit; read once; `customers` of all rows must add up to a whole number
 * @param options - seed and kind required; resamples, level
 * @returns intervals of the parameters, the share of every status, and the models themselves
 * @throws InputError `not-an-integer` (seed), `unknown-name` (kind), `not-a-count`, `out-of-range` (resamples, level),
 *   `empty` without a usable history, `not-a-count` (`histories.customers`), and the codes of an impossible history
 *
 * @example How sure is next year's number of orders of a new customer, without trusting a formula?
 * ```ts
 * import { bootstrapModel, expectedPurchasesForNewCustomer, fitMbgNbd } from 'clientele/clv';
 *
 * const histories = [
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 19, daysToLast: 255, daysObserved: 270, customers: 9 },
 * ];
 * const { models, statuses } = bootstrapModel(fitMbgNbd(histories), histories, { seed: 1, kind: 'customers', resamples: 20 });
 * models.length; // => 20
 * const years = models.map((m) => expectedPurchasesForNewCustomer(m, { horizonDays: 365 })).sort((p, q) => p - q);
 * years[0]! < years[19]!; // => true
 * statuses.failed; // => 0
 * ```
 * @see Efron & Tibshirani 1993, "An Introduction to the Bootstrap", sections 6.2 and 6.5, 13.3
 */
export function bootstrapModel<M extends PurchaseModel>(
  model: M,
  histories: Iterable<PurchaseHistory>,
  options: BootstrapOptions,
): ModelBootstrap<M>;
export function bootstrapModel(
  model: BgBbModel,
  histories: Iterable<OpportunityHistory>,
  options: BootstrapOptions,
): ModelBootstrap<BgBbModel>;
export function bootstrapModel(
  model: GammaGammaModel,
  histories: Iterable<SpendHistory>,
  options: BootstrapOptions,
): ModelBootstrap<GammaGammaModel>;
export function bootstrapModel(
  model: ResampledModel,
  histories: Iterable<unknown>,
  options: BootstrapOptions,
): ModelBootstrap<ResampledModel> {
  requireModel(model);
  const resamples = requireCount(options?.resamples ?? 200, 'options.resamples');
  if (resamples < 2) throw new InputError('out-of-range', 'options.resamples', `expected 2 or more, got ${resamples}`);
  const level = requireLevel(options?.level ?? 0.95, 'options.level');
  const kind = requireOneOf(options?.kind, ['customers', 'parametric'], 'options.kind');
  const random = createRandom(options.seed);
  const rows = countedRows(model, histories);
  const counts: Record<FitStatus, number> = { interior: 0, boundary: 0, weak: 0, failed: 0 };
  const models: ResampledModel[] = [];
  for (let i = 0; i < resamples; i++) {
    const again = refit(model, kind === 'customers' ? drawCustomers(random, rows) : simulateLike(random, model, rows));
    counts[again.fit!.status]++;
    if (again.fit!.status !== 'failed') models.push({ ...again, fit: null });
  }
  const statuses = Object.fromEntries(Object.entries(counts).map(([status, count]) => [status, count / resamples]));
  const parameters = models.length < 2 ? [] : namesOf(model).map((name) => scatterOf(model, models, name, level));
  return { resamples, statuses: statuses as Record<FitStatus, number>, parameters, models };
}

/** Numbers of a model that no likelihood decides: its version, the stages that were asked for, a mean of the data. */
const NOT_FITTED: readonly string[] = ['version', 'regularity', 'pooledMeanSpend'];

/** Parameters that a fit decides, and effects, by their names in a report. */
function namesOf(model: ResampledModel): string[] {
  const numbers = Object.entries(model).filter(
    ([name, value]) => typeof value === 'number' && !NOT_FITTED.includes(name),
  );
  const fields = 'effects' in model && model.effects ? Object.entries(model.effects) : [];
  return [
    ...numbers.map(([name]) => name),
    ...fields.flatMap(([field, effects]) => Object.keys(effects).map((name) => `effects.${field}.${name}`)),
  ];
}

function scatterOf(
  model: ResampledModel,
  models: readonly ResampledModel[],
  name: string,
  level: number,
): BootstrapParameter {
  const value = parameterOf(model, name);
  const drawn = Float64Array.from(models, (again) => parameterOf(again, name)).sort();
  const { mean, variance } = meanAndVariance(drawn);
  const [low, high] = [quantile(drawn, (1 - level) / 2), quantile(drawn, (1 + level) / 2)];
  const interval = { low, high, level, method: 'bootstrap' };
  return { name, value, bias: mean! - value, standardError: Math.sqrt(variance!), interval };
}
