import { requireOneOf } from '../errors/index.ts';
import type { GroupCounts } from './answer-tally.ts';

/**
 * Answers that an adjusted Wald interval adds: `'rocks'` ¾, 1½, ¾ (Rocks 2016, MeasuringU), `'laplace'` 1, 1, 1,
 * `'bonett-price'` 1, 0, 1, `'agresti-min'` ½, 1, ½ (top, middle, bottom).
 */
export type PseudoAnswers = 'rocks' | 'laplace' | 'bonett-price' | 'agresti-min';

/** Answers added at the top (and bottom) and in the middle. */
const ADDED: Record<PseudoAnswers, readonly [number, number]> = {
  rocks: [0.75, 1.5],
  laplace: [1, 1],
  'bonett-price': [1, 0],
  'agresti-min': [0.5, 1],
};

/** Net score in points, variance of one answer and number of answers once the pseudo-answers have been added. */
export function adjustedNet(
  groups: GroupCounts,
  pseudoAnswers: PseudoAnswers = 'rocks',
): { value: number; variance: number; answers: number } {
  requireOneOf(pseudoAnswers, ['rocks', 'laplace', 'bonett-price', 'agresti-min'], 'options.pseudoAnswers');
  const [side, between] = ADDED[pseudoAnswers];
  const top = groups.top + side;
  const middle = groups.middle + between;
  const bottom = groups.bottom + side;
  const n = top + middle + bottom;
  // The same cancellation-free form as in measureScore.
  const variance = (1e4 * ((middle / n) * (top + bottom) + 4 * (top / n) * bottom)) / n;
  return { value: (100 * (top - bottom)) / n, variance, answers: n };
}
