import { InputError, requireKind } from '../errors/index.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';

/**
 * Adds two tallies of scores up, exactly: the order and the grouping of parts do not matter.
 *
 * @param a - of {@link tallyChurnScores}
 * @param b - another with as many bins
 * @returns the tally of both
 * @throws InputError `inconsistent` (different numbers of bins), `overflow`
 *
 * @example Can every server count its own scores?
 * ```ts
 * import { mergeChurnScoreTallies, tallyChurnScores } from 'clientele/churn';
 *
 * const a = tallyChurnScores([{ probability: 0.2 }], { bins: 2 });
 * const b = tallyChurnScores([{ probability: 0.4 }], { bins: 2 });
 * mergeChurnScoreTallies(a, b).bins[0]; // => { n: 2, churned: 0, sumNano: 600000000 }
 * ```
 */
export function mergeChurnScoreTallies(a: ChurnScoreTally, b: ChurnScoreTally): ChurnScoreTally {
  requireKind(a, 'churn-score-tally', 'a');
  requireKind(b, 'churn-score-tally', 'b');
  if (a.bins.length !== b.bins.length) {
    throw new InputError('inconsistent', 'b.bins', `expected ${a.bins.length} bins, got ${b.bins.length}`);
  }
  const bins = a.bins.map((bin, i) => {
    const other = b.bins[i]!;
    const sumNano = bin.sumNano + other.sumNano;
    if (sumNano > Number.MAX_SAFE_INTEGER) throw new InputError('overflow', 'b.bins', 'expected sums below 2^53');
    return { n: bin.n + other.n, churned: bin.churned + other.churned, sumNano };
  });
  return { kind: 'churn-score-tally', version: 1, bins };
}
