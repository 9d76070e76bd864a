import { requireLevel, requireOneOf } from '../errors/index.ts';
import { findRoot, normalHalfWidth, type OpenInterval } from '../statistics/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { climbSurface, type Top } from './climb-surface.ts';
import type { ContractCohort } from './contract-cohorts.ts';
import type { ContractModel } from './contract-model.ts';
import type { Curvature } from './curvature.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import { uncertaintyOf } from './model-fit-of.ts';
import { profileSurface, type ProfiledModel } from './profile-surface.ts';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireModel } from './require-model.ts';

/** Which parameter, and how sure. */
export interface ProfileIntervalOptions {
  /** a name of `fit.parameters`: `'purchaseShape'`, `'dropoutA'`, `'effects.purchase.campaign'` … */
  parameter: string;
  /** confidence, 0..1; 0.95 by default */
  level?: number;
}

/**
 * The interval of one parameter by its profile likelihood: the values at which the best that all other parameters can
 * do is not worse than the maximum by more than chance explains, 2·(L − L(θ)) ≤ χ².
 *
 * For a fit whose status is `weak`: standard errors describe a hill by its curvature at the top, and where the hill is a
 * ridge they say nothing of how far it runs. Here an end that the data do not set is `null`. Where the fit is `interior`
 * it is close to `standardErrors`, at the cost of a few dozen fits.
 *
 * The maximum is found anew from the parameters of the model, without priors, so a model that was typed in is a start.
 *
 * @param model - of any kind; `parameter` must not be at rest on a boundary
 * @param histories - the customers of the fit: histories of purchases, occasions or spend, or cohorts of contracts; read once
 * @param options - the parameter, by name
 * @returns the interval in the unit of the parameter; `null` for an end that is not within a factor of e^15, of an effect
 *   that for a standard deviation of its trait
 * @throws InputError `unknown-name` (parameter), `not-a-probability` or `out-of-range` (level), `unsupported` (a shape of 0),
 *   `wrong-kind`, and the codes of the fit for impossible histories and parameters
 *
 * @example Forty-five customers. What do they say of the second dropout parameter?
 * ```ts
 * import { fitMbgNbd, profileInterval } from 'clientele/clv';
 *
 * const row = (repeatPurchases: number, daysToLast: number, customers: number) => ({ repeatPurchases, daysToLast, daysObserved: 270, customers });
 * const customers = [row(0, 0, 30), row(1, 60, 6), row(2, 90, 3), row(4, 180, 3), row(9, 255, 2), row(20, 150, 1)];
 * const { low, high, method } = profileInterval(fitMbgNbd(customers), customers, { parameter: 'dropoutB' });
 * low; // => ~0.0934
 * high; // => null
 * method; // => 'profile'
 * ```
 * @see Venzon & Moolgavkar 1988, "A method for computing profile-likelihood-based confidence intervals"
 */
export function profileInterval(
  model: PurchaseModel,
  histories: Iterable<PurchaseHistory>,
  options: ProfileIntervalOptions,
): OpenInterval;
export function profileInterval(
  model: BgBbModel,
  histories: Iterable<OpportunityHistory>,
  options: ProfileIntervalOptions,
): OpenInterval;
export function profileInterval(
  model: GammaGammaModel,
  histories: Iterable<SpendHistory>,
  options: ProfileIntervalOptions,
): OpenInterval;
export function profileInterval(
  model: ContractModel,
  cohort: ContractCohort | readonly ContractCohort[],
  options: ProfileIntervalOptions,
): OpenInterval;
export function profileInterval(
  model: ProfiledModel,
  histories: unknown,
  options: ProfileIntervalOptions,
): OpenInterval {
  requireModel(model);
  const { level = 0.95 } = options ?? {};
  requireLevel(level, 'options.level');
  const { names, start, surface, valueAt } = profileSurface(model, histories);
  const place = names.indexOf(requireOneOf(options?.parameter, names, 'options.parameter'));
  const top = climbSurface(surface, [start], {});
  const best = top.maximum.at;
  const reach = normalHalfWidth(level);
  const allowed = reach ** 2 / 2;
  const end = (side: 1 | -1): number | null => {
    let rest = best.filter((_, i) => i !== place);
    /** How far the likelihood is below what is allowed, the others at their best. */
    const short = (held: number): number => {
      const found = climbSurface((others) => without(surface(insert(others, place, held)), place), [rest], {});
      rest = found.maximum.at;
      return top.maximum.value - found.maximum.value - allowed;
    };
    let inside = best[place]!;
    for (let step = firstStep(top, place, reach); step < FARTHEST; step *= 2) {
      const outside = best[place]! + side * step;
      // At some distance the climb of the others leaves the range of numbers: nothing holds the parameter before.
      const away = short(outside);
      if (!Number.isFinite(away)) return null;
      if (away > 0) {
        const [low, high] = side > 0 ? [inside, outside] : [outside, inside];
        const root = findRoot(short, { low, high, tolerance: 1e-9 });
        return root === null ? null : valueAt(root, place);
      }
      inside = outside;
    }
    return null;
  };
  return { low: end(-1), high: end(1), level, method: 'profile' };
}

/** A factor of 3 million: whatever is left of a ridge there looks alike. */
const FARTHEST = 15;

/** The width that the curvature promises, where it promises one. */
function firstStep({ hessian }: Top, place: number, reach: number): number {
  const { logCovariance } = uncertaintyOf(hessian);
  const width = logCovariance === null ? 1 : Math.sqrt(logCovariance[place]![place]!) * reach;
  return Math.min(width, 1) || 1;
}

/** The surface that a climb without one coordinate sees. */
function without({ value, gradient, hessian }: Curvature, place: number): Curvature {
  const others = (_: unknown, i: number): boolean => i !== place;
  return { value, gradient: gradient.filter(others), hessian: hessian.filter(others).map((row) => row.filter(others)) };
}

function insert(others: readonly number[], place: number, value: number): number[] {
  return [...others.slice(0, place), value, ...others.slice(place)];
}
