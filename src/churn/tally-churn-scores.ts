import {
  InputError,
  requireCount,
  requireIterable,
  requireObject,
  requireProbability,
  requireWithin,
} from '../errors/index.ts';
import { binOf } from './bin-of.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';

/** How finely {@link tallyChurnScores} counts. */
export interface TallyScoresOptions {
  /** bins of equal width on 0..1; 20 by default, at most 10,000 */
  bins?: number;
}

/** Bins unless the caller wants others. */
export const SCORE_BINS = 20;

/** A score to count; the outcome may not be known yet. */
export interface TalliedScore {
  /** the forecast, 0..1 */
  probability: number;
  /** true left; absent, false or null: not seen to leave */
  churned?: boolean | null;
}

/** Largest sum that stays a whole number. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * Counts scores into bins, in one pass: what is kept of a day's scoring to watch for drift later.
 *
 * Tallies of parts add up exactly by {@link mergeChurnScoreTallies}. Outcomes count only where they are given.
 *
 * @param rows - scores; read once
 * @param options - how many bins
 * @returns counts by bin; all zero without rows
 * @throws InputError `not-a-probability`, `not-a-count`, `out-of-range` (bins), `overflow` (over 9 million customers of
 *   probability 1 in one bin)
 *
 * @example How are today's scores spread?
 * ```ts
 * import { tallyChurnScores } from 'clientele/churn';
 *
 * const tally = tallyChurnScores([{ probability: 0.2 }, { probability: 1 }], { bins: 2 });
 * tally.bins.map((bin) => bin.n); // => [1, 1]
 * ```
 */
export function tallyChurnScores(rows: Iterable<TalliedScore>, options: TallyScoresOptions = {}): ChurnScoreTally {
  requireObject(options, 'options');
  const count = requireWithin(
    requireCount(options.bins ?? SCORE_BINS, 'options.bins'),
    { from: 1, to: 10_000 },
    'options.bins',
  );
  const tally = emptyTally(count);
  let row = 0;
  for (const score of requireIterable(rows, 'rows')) {
    const probability = score?.probability;
    if (typeof probability !== 'number' || !(probability >= 0 && probability <= 1)) {
      requireProbability(probability, `rows[${row}].probability`);
    }
    countScore(tally, probability, score.churned === true);
    row++;
  }
  return tally;
}

/** Bins in which nothing is counted yet. */
export function emptyTally(bins: number): ChurnScoreTally {
  return {
    kind: 'churn-score-tally',
    version: 1,
    bins: Array.from({ length: bins }, () => ({ n: 0, churned: 0, sumNano: 0 })),
  };
}

/** Counts one score, a probability, into a tally that is being made. */
export function countScore({ bins }: ChurnScoreTally, probability: number, churned: boolean): void {
  const bin = bins[binOf(probability, bins.length)]!;
  bin.n++;
  if (churned) bin.churned++;
  bin.sumNano += Math.round(probability * 1e9);
  if (bin.sumNano > MOST) throw new InputError('overflow', 'rows', 'expected sums below 2^53; tally in more bins');
}
