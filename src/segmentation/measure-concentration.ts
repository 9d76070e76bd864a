import { createExactSummer } from '../statistics/index.ts';
import { sortAmounts } from './sorted-amounts.ts';

/** How unevenly an amount is spread over customers. */
export interface Concentration {
  /** customers, those with nothing included */
  customers: number;
  /** sum of the amounts */
  total: number;
  /** Gini coefficient of the population: 0 all equal, towards 1 one has all */
  gini: number | null;
  /** Gini coefficient as an estimate from a sample: times n / (n − 1); null for one customer */
  giniSample: number | null;
  /** Herfindahl index, the sum of squared shares: 1 / n all equal, 1 one has all */
  herfindahl: number | null;
  /** why there are no figures; absent where there are */
  reason?: 'empty' | 'zero-total' | 'negative';
}

/**
 * How concentrated revenue (or anything else that is not negative) is: Gini coefficient and Herfindahl index.
 *
 * "80/20" is no law: in two public data sets 80 % of the money came from 60.9 % and from 33.0 % of the customers. Leave
 * customers without revenue in when the question is about all customers. Money in minor units is summed exactly, other
 * amounts are too.
 *
 * @param amounts - one amount a customer, 0 or more, in any order
 * @returns the figures over one base; null with a reason for nobody, nothing, or negative amounts
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300)
 *
 * @example Do a few customers carry my shop?
 * ```ts
 * import { measureConcentration } from 'clientele/segmentation';
 *
 * const { gini, giniSample, herfindahl } = measureConcentration([1, 2, 3, 4, 5]);
 * [gini, giniSample, herfindahl]; // => [~0.26667, ~0.33333, ~0.24444]
 * measureConcentration([]); // => { customers: 0, total: 0, gini: null, giniSample: null, herfindahl: null, reason: 'empty' }
 * ```
 * @see Gini 1912, *Variabilità e mutabilità*; Dixon et al. 1987, "Bootstrapping the Gini coefficient of inequality",
 * Ecology 68(5), for n / (n − 1)
 */
export function measureConcentration(amounts: Iterable<number>): Concentration {
  const { sorted, total, reason } = sortAmounts(amounts);
  const customers = sorted.length;
  if (reason) return { customers, total, gini: null, giniSample: null, herfindahl: null, reason };
  const weighted = createExactSummer();
  const squares = createExactSummer();
  for (let i = 0; i < customers; i++) {
    weighted.add((2 * i + 1 - customers) * sorted[i]!);
    squares.add((sorted[i]! / total) ** 2);
  }
  const gini = Math.max(0, weighted.value() / (customers * total));
  const giniSample = customers > 1 ? (gini * customers) / (customers - 1) : null;
  return { customers, total, gini, giniSample, herfindahl: squares.value() };
}
