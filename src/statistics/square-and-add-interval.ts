import type { Interval } from './results.ts';

/** A figure whose interval is known. */
export interface BoundedFigure {
  /** the figure */
  value: number;
  /** where it may lie */
  interval: Pick<Interval, 'low' | 'high' | 'level'>;
}

/**
 * The interval of a difference of two independent figures from their own intervals, by squaring and adding the arms.
 *
 * With Wilson intervals it is method 10 of Newcombe for two shares; it works for any figures with intervals that need not
 * be symmetric (scores, means). The arms are: down by compared − its low and reference's high − reference, up by the others.
 *
 * @param reference - the figure held against
 * @param compared - the figure of interest, at the same level
 * @returns interval of compared − reference, at the level of `compared`
 *
 * @example 56 of 70 came back with the offer, 48 of 80 without: how large is the effect?
 * ```ts
 * import { measureRate, squareAndAddInterval } from 'clientele/statistics';
 *
 * const without = measureRate({ numerator: 48, denominator: 80 });
 * const offer = measureRate({ numerator: 56, denominator: 70 });
 * const { low, high } = squareAndAddInterval(
 *   { value: without.value!, interval: without.interval! },
 *   { value: offer.value!, interval: offer.interval! },
 * );
 * [low, high]; // => [~0.0524, ~0.3339]
 * ```
 * @see Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics in Medicine
 *   17(8), method 10; Zou & Donner 2008, "Construction of confidence limits about effect measures", Statistics in Medicine
 *   27(10)
 */
export function squareAndAddInterval(reference: BoundedFigure, compared: BoundedFigure): Interval {
  const difference = compared.value - reference.value;
  const down = Math.hypot(compared.value - compared.interval.low, reference.interval.high - reference.value);
  const up = Math.hypot(compared.interval.high - compared.value, reference.value - reference.interval.low);
  return {
    low: difference - down,
    high: difference + up,
    level: compared.interval.level,
    method: 'square-and-add',
  };
}
