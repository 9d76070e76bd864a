import { InputError, requireObject, requireProbability } from '../errors/index.ts';
import { sigmoid } from '../statistics/index.ts';

/** The two churn rates of {@link shiftPrior}. */
export interface ShiftPriorOptions {
  /** share that churned in the training rows, weights counted, above 0 and below 1 */
  trainRate: number;
  /** share that churns in the population scored, above 0 and below 1 */
  trueRate: number;
}

/**
 * Moves a probability from the churn rate that a model was trained at to the true one: odds are multiplied by the ratio
 * of the odds of the two rates.
 *
 * It repairs balanced weights and resampling, where only the rate differs; it does not repair a model that is wrong
 * about who leaves.
 *
 * @param probability - the model's, 0..1; 0 and 1 stay
 * @param options - both churn rates
 * @returns 0..1
 * @throws InputError `not-a-probability`, `out-of-range` (a rate of 0 or 1)
 *
 * @example I trained on as many leavers as stayers, but one in ten leaves; what does 50 % mean?
 * ```ts
 * import { shiftPrior } from 'clientele/churn';
 *
 * shiftPrior(0.5, { trainRate: 0.5, trueRate: 0.1 }); // => ~0.1
 * ```
 * @see Elkan (2001), The foundations of cost-sensitive learning, theorem 2
 */
export function shiftPrior(probability: number, options: ShiftPriorOptions): number {
  requireObject(options, 'options');
  const p = requireProbability(probability, 'probability');
  const train = requireOpen(options.trainRate, 'options.trainRate');
  const truth = requireOpen(options.trueRate, 'options.trueRate');
  return sigmoid(logit(p) + (logit(truth) - logit(train)));
}

/** ln(p/(1 − p)), infinite at 0 and 1: certainty stays, and odds that are no double any more do no harm. */
function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

function requireOpen(rate: number, argument: string): number {
  requireProbability(rate, argument);
  if (rate > 0 && rate < 1) return rate;
  throw new InputError('out-of-range', argument, `expected above 0 and below 1, got ${rate}`);
}
