import { InputError, requireCount } from '../errors/index.ts';
import { chiSquareSurvival } from '../statistics/index.ts';
import { countParameters } from './count-parameters.ts';
import { groupHistories, textOfTraits } from './history-columns.ts';
import { probabilityOfPurchases } from './probability-of-purchases.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** How far the table goes. */
export interface FrequencyFitOptions {
  /** the last cell holds this many repeat purchases or more, 1 or more */
  top: number;
}

/** Customers by number of repeat purchases, counted and expected. */
export interface FrequencyFit {
  /** 0, 1, … top; the last is open */
  purchases: number[];
  /** customers with that many */
  actual: number[];
  /** customers expected with that many; adds up to all customers */
  expected: number[];
  /** Σ (actual − expected)²/expected */
  chiSquare: number;
  /** cells − 1 − parameters; may be 0 or less, then there is no test */
  degreesOfFreedom: number;
  /** how often a sample of the model itself would fit worse; null without degrees of freedom or where a cell expects nobody */
  pValue: number | null;
}

/**
 * Counts customers by their repeat purchases beside what the model expects of customers of their ages: the second look
 * every model should bear, after the holdout.
 *
 * With many thousand customers the test rejects every model; then look at the sizes of the differences.
 *
 * @param model - fitted to these histories
 * @param histories - one row a customer, or condensed rows with `customers`; read once
 * @param options - `top`, required
 * @returns the table and Pearson's test
 * @throws InputError `empty` without a history, `out-of-range` (top), and the codes of an impossible history
 *
 * @example Does the model know how many never come back?
 * ```ts
 * import { measureFrequencyFit } from 'clientele/clv';
 *
 * const model = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 30, fit: null } as const;
 * const histories = [
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 30, customers: 6 },
 *   { repeatPurchases: 1, daysToLast: 9, daysObserved: 30, customers: 2 },
 * ];
 * measureFrequencyFit(model, histories, { top: 2 }).expected; // => [~4, ~2, ~2]
 * ```
 * @see Fader, Hardie & Lee 2005, figure 1; Pearson 1900
 */
export function measureFrequencyFit(
  model: PurchaseModel,
  histories: Iterable<PurchaseHistory>,
  options: FrequencyFitOptions,
): FrequencyFit {
  const top = requireCount(options?.top, 'options.top');
  if (top < 1) throw new InputError('out-of-range', 'options.top', `expected 1 or more, got ${top}`);
  const groups = groupHistories(histories);
  if (groups.length === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  const purchases = Array.from({ length: top + 1 }, (_, n) => n);
  const actual = purchases.map(() => 0);
  const expected = purchases.map(() => 0);
  const ages = new Map<string, { newcomer: PurchaseHistory; days: number; customers: number }>();
  let n = 0;
  for (const { repeatPurchases, daysObserved, customers, covariates } of groups) {
    n += customers;
    actual[Math.min(repeatPurchases, top)]! += customers;
    const key = `${daysObserved}/${textOfTraits(covariates)}`;
    const known = ages.get(key);
    if (known) known.customers += customers;
    else {
      const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0, ...(covariates && { covariates }) };
      ages.set(key, { newcomer, days: daysObserved, customers });
    }
  }
  for (const { newcomer, days, customers } of ages.values()) {
    for (let k = 0; k < top; k++) {
      expected[k]! += customers * probabilityOfPurchases(model, newcomer, { horizonDays: days, purchases: k });
    }
  }
  expected[top] = Math.max(0, n - expected.reduce((sum, e) => sum + e, 0));
  let chiSquare = 0;
  let testable = true;
  purchases.forEach((k) => {
    if (expected[k]! > 0) chiSquare += (actual[k]! - expected[k]!) ** 2 / expected[k]!;
    else testable = false;
  });
  const degreesOfFreedom = top - countParameters(model);
  const pValue = testable && degreesOfFreedom > 0 ? chiSquareSurvival(chiSquare, degreesOfFreedom) : null;
  return { purchases, actual, expected, chiSquare, degreesOfFreedom, pValue };
}
