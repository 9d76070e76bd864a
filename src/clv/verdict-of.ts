import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import type { Top } from './climb-surface.ts';
import { LARGEST_SHAPE, VISIBLE_GAIN } from './fit-limits.ts';
import { failedFit, identicalCustomers, weakFit } from './fit-warnings.ts';
import { uncertaintyOf } from './model-fit-of.ts';
import type { BoundaryCode } from './model-fit.ts';

/** What a climb was worth, and its parameters without what ran off. */
export interface Verdict {
  parameters: number[];
  status: FitStatus;
  boundary: BoundaryCode | null;
  warnings: Warning[];
  /** null where a size was capped: the curvature is that of a ridge without an end and defines none */
  covariance?: null;
}

/**
 * Judges the end of a climb, in one way for all purchase models. Two parameters each make up a distribution, of rates and
 * of leaving: past the largest size their ratio is decided, the size is not, and neither is a covariance.
 *
 * @param top - where the climb ended
 * @param parameters - on the raw scale, in pairs
 * @param pairs - what each pair of them describes, and its size
 * @param direction - what may hardly be decided
 * @param gain - log-likelihood above that without dropout, for a model that has it
 */
export function verdictOf(
  { maximum, hessian }: Top,
  parameters: readonly number[],
  pairs: readonly (readonly ['rates' | 'dropout', number])[],
  direction: string,
  gain?: number,
): Verdict {
  const endless = pairs.flatMap(([what, size]) => (size > LARGEST_SHAPE ? [what] : []));
  if (endless.length > 0) {
    return {
      parameters: parameters.map((value, i) => {
        const size = pairs[i >> 1]?.[1] ?? 0;
        return size > LARGEST_SHAPE ? (value / size) * LARGEST_SHAPE : value;
      }),
      status: 'boundary',
      boundary: `identical-${endless[0]!}`,
      warnings: endless.map(identicalCustomers),
      covariance: null,
    };
  }
  const found = { parameters: [...parameters], boundary: null };
  if (!maximum.converged) {
    return { ...found, status: 'failed', warnings: [failedFit(maximum.stopped, maximum.gradientNorm)] };
  }
  const { largestLogError, vague } = uncertaintyOf(hessian);
  const hidden = gain !== undefined && gain < VISIBLE_GAIN;
  if (!vague && !hidden) return { ...found, status: 'interior', warnings: [] };
  const facts = {
    direction: hidden ? 'whether anybody leaves' : direction,
    logLikelihoodGain: gain ?? 0,
    largestLogError,
  };
  return { ...found, status: 'weak', warnings: [weakFit(facts)] };
}
