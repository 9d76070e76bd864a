import { logBinomial } from './log-binomial.ts';
import type { ProportionPair } from './pooled-proportion-test.ts';
import { requireShareCounts } from './share-counts.ts';

/**
 * Fisher's exact test of two shares, two-sided: the probability, given the margins, of all tables no likelier than the
 * observed one.
 *
 * For small groups, where {@link pooledProportionTest} is only approximate. Tables within 1e-7 of the observed probability
 * count as equally likely, as in R.
 *
 * @param pair - counts of two disjoint groups
 * @returns p-value, above 0 up to 1; 1 where a group is empty
 * @throws InputError `not-a-count`, `inconsistent` (more than all)
 *
 * @example 3 of 4 came back with a call, 1 of 4 without: luck?
 * ```ts
 * import { fisherExactTest } from 'clientele/statistics';
 *
 * const pair = { reference: { numerator: 1, denominator: 4 }, compared: { numerator: 3, denominator: 4 } };
 * fisherExactTest(pair); // => ~0.485714285714
 * ```
 * @see Fisher 1935, "The logic of inductive inference", Journal of the Royal Statistical Society 98(1)
 */
export function fisherExactTest(pair: ProportionPair): number {
  const { numerator: observed, denominator: n1 } = requireShareCounts(pair.reference, 'pair.reference');
  const { numerator: k2, denominator: n2 } = requireShareCounts(pair.compared, 'pair.compared');
  const total = observed + k2;
  const lowest = Math.max(0, total - n2);
  const highest = Math.min(n1, total);
  const scale = logBinomial(n1 + n2, total);
  const logProbability = (k: number): number => logBinomial(n1, k) + logBinomial(n2, total - k) - scale;

  /** Probability of k and of everything beyond it in the given direction: terms by their ratios until they vanish. */
  const tail = (from: number, step: 1 | -1): number => {
    let term = Math.exp(logProbability(from));
    let sum = term;
    for (let k = from; k !== (step > 0 ? highest : lowest) && term > sum * 1e-17; k += step) {
      const up = ((n1 - k) * (total - k)) / ((k + 1) * (n2 - total + k + 1));
      const down = (k * (n2 - total + k)) / ((n1 - k + 1) * (total - k + 1));
      term *= step > 0 ? up : down;
      sum += term;
    }
    return sum;
  };

  const mode = Math.floor(((n1 + 1) * (total + 1)) / (n1 + n2 + 2));
  const step = observed <= mode ? 1 : -1;
  const limit = logProbability(observed) + 1e-7;
  // On the other side of the mode probabilities fall: bisect for the first table that is no likelier.
  let near = step > 0 ? Math.max(mode, observed) : Math.min(mode, observed);
  let far = (step > 0 ? highest : lowest) + step;
  if (logProbability(near) <= limit) return 1;
  while (Math.abs(far - near) > 1) {
    const middle = near + Math.trunc((far - near) / 2);
    if (logProbability(middle) <= limit) far = middle;
    else near = middle;
  }
  const beyond = far === (step > 0 ? highest : lowest) + step ? 0 : tail(far, step);
  return Math.min(1, tail(observed, step > 0 ? -1 : 1) + beyond);
}
