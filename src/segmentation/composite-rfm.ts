import { requireWithin } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';
import { MOST_BINS, RFM_AXES } from './rfm-axes.ts';
import type { RfmAxis, RfmScores } from './rfm-model.ts';

/** How much each axis counts. */
export interface CompositeRfmOptions {
  /** required, 0 or more: published sets differ; weights that add up to 1 keep the scale of the scores */
  weights: Readonly<Record<RfmAxis, number>>;
}

/**
 * One number out of three scores: their weighted sum.
 *
 * A composite ranks customers for a mailing; it hides why. The same 3.4 may be a lapsed big spender or a new small one,
 * whom nobody should treat alike: for that take {@link assignSegment}. `{ recency: 100, frequency: 10, monetary: 1 }`
 * gives the three-digit score of the R package rfm.
 *
 * @param scores - scores of one customer
 * @param options - the weights
 * @returns the weighted sum; null where a score with a weight above 0 is missing
 * @throws InputError `wrong-type`, `not-finite` or `out-of-range` for a weight or a score
 *
 * @example Which one number do I sort my mailing by?
 * ```ts
 * import { compositeRfm } from 'clientele/segmentation';
 *
 * const weights = { recency: 0.2, frequency: 0.3, monetary: 0.5 };
 * compositeRfm({ recency: 5, frequency: 4, monetary: 2 }, { weights }); // => ~3.2
 * compositeRfm({ recency: null, frequency: 4, monetary: 2 }, { weights }); // => null
 * ```
 */
export function compositeRfm(scores: Pick<RfmScores, RfmAxis>, options: CompositeRfmOptions): number | null {
  const { weights } = requireRecord(options, 'options');
  requireRecord(weights, 'options.weights');
  requireRecord(scores, 'scores');
  let total: number | null = 0;
  for (const axis of RFM_AXES) {
    const weight = requireWithin(weights[axis], { from: 0, to: 1e300 }, `options.weights.${axis}`);
    const score: number | null = scores[axis] ?? null;
    if (score !== null) requireWithin(score, { from: 1, to: MOST_BINS }, `scores.${axis}`);
    if (weight === 0) continue;
    total = total === null || score === null ? null : total + weight * score;
  }
  return total;
}
