import type { BgBbModel } from './bg-bb-model.ts';
import { bgBbLikelihood } from './bg-bb-likelihood.ts';
import { fitShapes } from './fit-shapes.ts';
import type { FitOptions } from './model-fit.ts';
import { opportunityRows } from './opportunity-rows.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/**
 * Fits BG/BB: customers who can buy at most once at each occasion (donors at a yearly appeal), and may leave between two.
 *
 * @param histories - one row a customer, or rows with `customers`; read once
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a history; `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an
 *   impossible one; `unknown-name` for a prior of no parameter
 *
 * @example Which donors will give again next year?
 * ```ts
 * import { fitBgBb } from 'clientele/clv';
 *
 * const model = fitBgBb([
 *   { successes: 0, lastSuccess: 0, opportunities: 6, customers: 300 },
 *   { successes: 1, lastSuccess: 1, opportunities: 6, customers: 100 },
 *   { successes: 3, lastSuccess: 4, opportunities: 6, customers: 60 },
 *   { successes: 4, lastSuccess: 6, opportunities: 6, customers: 50 },
 *   { successes: 6, lastSuccess: 6, opportunities: 6, customers: 90 },
 * ]);
 * model.fit?.n; // => 600
 * ```
 * @see Fader, Hardie & Shang 2010, "Customer-base analysis in a discrete-time noncontractual setting"
 */
export function fitBgBb(histories: Iterable<OpportunityHistory>, options: FitOptions = {}): BgBbModel {
  const rows = opportunityRows(histories);
  const n = rows.reduce((sum, row) => sum + row.customers, 0);
  const repeatPurchases = rows.reduce((sum, row) => sum + row.customers * row.successes, 0);
  const names = ['purchaseA', 'purchaseB', 'dropoutA', 'dropoutB'];
  const { parameters, fit } = fitShapes(
    {
      likelihood: (p) => bgBbLikelihood(rows, p),
      names,
      starts: [
        [1, 1, 0.7, 3],
        [0.5, 0.5, 0.5, 0.5],
        [2, 5, 1, 10],
      ],
      pairs: ['rates', 'dropout'],
      counts: { n, uniqueHistories: rows.length, repeatPurchases },
    },
    options,
  );
  const [purchaseA, purchaseB, dropoutA, dropoutB] = parameters as [number, number, number, number];
  return { kind: 'bg-bb', version: 1, purchaseA, purchaseB, dropoutA, dropoutB, fit };
}
