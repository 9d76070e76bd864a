import { InputError, requireFinite, requireIterable, requireWithin } from '../errors/index.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** On which days to look. */
export interface AlivePathOptions {
  /** days since the first purchase, 0 or more, in any order */
  days: readonly number[];
  /** traits of the customer, for models with covariates */
  covariates?: Readonly<Record<string, number>>;
}

/**
 * How the probability to be a customer moved over one customer's history: it falls while nothing is heard and jumps up at
 * each purchase.
 *
 * Each day is judged by what was known on it; a purchase on the day counts.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param purchaseDays - days since the first purchase, ascending, beginning with 0
 * @param options - the days to look at
 * @returns one probability a day, in the order asked for
 * @throws InputError `empty` without a purchase, `out-of-order` unless they ascend from 0, `out-of-range` for a negative day,
 *   `not-finite`, `wrong-type`, `missing-value` for a covariate that the model asks for
 *
 * @example When did we begin to lose Bob?
 * ```ts
 * import { probabilityAlivePath } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * probabilityAlivePath(model, [0, 17, 213], { days: [16, 17, 60, 212, 213] }); // => [1, ~0.754, ~0.58, ~0.289, ~0.812]
 * ```
 * @see Hardie 2008, note 021, applied day by day
 */
export function probabilityAlivePath(
  model: PurchaseModel,
  purchaseDays: readonly number[],
  options: AlivePathOptions,
): number[] {
  requireIterable(purchaseDays, 'purchaseDays');
  if (purchaseDays.length === 0) throw new InputError('empty', 'purchaseDays', 'expected at least the day 0, got none');
  purchaseDays.forEach((day, i) => {
    requireFinite(day, `purchaseDays[${i}]`);
    const ascends = i === 0 ? day === 0 : day > purchaseDays[i - 1]!;
    if (ascends) return;
    throw new InputError('out-of-order', `purchaseDays[${i}]`, `expected days that ascend from 0, got ${String(day)}`);
  });
  const { days, covariates } = options ?? ({} as AlivePathOptions);
  return [...requireIterable(days, 'options.days')].map((day, i) => {
    requireWithin(day, { from: 0 }, `options.days[${i}]`);
    let known = 1;
    while (known < purchaseDays.length && purchaseDays[known]! <= day) known++;
    const history: PurchaseHistory = {
      repeatPurchases: known - 1,
      daysToLast: purchaseDays[known - 1]!,
      daysObserved: day,
    };
    if (covariates) history.covariates = covariates;
    return probabilityAlive(model, history);
  });
}
