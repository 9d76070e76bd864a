import { requireFinite, requireKind } from '../errors/index.ts';
import type { AbcModel } from './fit-abc.ts';

/**
 * The class of one customer against stored borders.
 *
 * @param model - borders made by {@link fitAbc}
 * @param amount - the customer's amount, in the unit of the fit
 * @returns `'A'`, `'B'` or `'C'`; `'C'` for everybody when the fit failed
 * @throws InputError `wrong-kind`, `not-finite`, `wrong-type`
 *
 * @example Is this customer one of the few who carry the shop?
 * ```ts
 * import { assignAbc, fitAbc } from 'clientele/segmentation';
 *
 * assignAbc(fitAbc([90, 5, 3, 2]), 120); // => 'A'
 * ```
 */
export function assignAbc(model: AbcModel, amount: number): 'A' | 'B' | 'C' {
  requireKind(model, 'abc', 'model');
  requireFinite(amount, 'amount');
  const { A, B } = model.lowestAmount;
  if (A !== null && amount >= A) return 'A';
  return B !== null && amount >= B ? 'B' : 'C';
}
