import { roundRatio } from '../amounts/index.ts';
import { requireCount, requireFinite, requireWithin } from '../errors/index.ts';
import type { Score } from './measure-score.ts';

/** How a score is rounded. */
export interface RoundScoreOptions {
  /** decimals that stay, 0 by default, at most 13 */
  digits?: number;
}

/**
 * A score rounded once, half away from zero, from its exact whole numerator and denominator: −12.5 is −13, 0.5 is 1,
 * and it is never −0.
 *
 * Round at the very end and never before: rounded parts of a score give another whole number in a quarter of all small
 * tallies. A share is 0..1: ask for two digits to see whole percents. A rescaled mean has no whole numerator of its own
 * and is rounded from its nearest float.
 *
 * @param score - a score of {@link measureScore}
 * @param options - how many decimals
 * @returns the rounded value in the score's unit; null where the score has none
 * @throws InputError `not-a-count` or `out-of-range` for the digits, `not-finite` for a value that is none, `overflow` when they do not fit
 *
 * @example What integer goes on the slide for a score of −12.5?
 * ```ts
 * import { measureScore, NPS, roundScore } from 'clientele/feedback';
 *
 * roundScore(measureScore(NPS, { top: 0, middle: 7, bottom: 1 })); // => -13
 * Math.round(-12.5); // => -12
 * ```
 */
export function roundScore(score: Score, options: RoundScoreOptions = {}): number | null {
  const digits = requireWithin(requireCount(options.digits ?? 0, 'options.digits'), { to: 13 }, 'options.digits');
  const { value, unit } = score;
  if (value === null) return null;
  requireFinite(value, 'score.value');
  const numerator = score.numerator! * (unit === 'points' ? 100 : 1);
  const denominator = score.denominator!;
  if (Number.isSafeInteger(numerator) && Math.abs(numerator / denominator - value) < 1e-9) {
    return roundRatio({ numerator, denominator }, { digits, rounding: 'half-up' });
  }
  // The slack lifts a tie that the division left one bit short of it.
  const steps = Math.floor(Math.abs(value) * 10 ** digits + 0.5 + 1e-9);
  return (Math.sign(value) * steps) / 10 ** digits + 0;
}
