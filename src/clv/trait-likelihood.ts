import { emptyCurvature, type Curvature } from './curvature.ts';
import type { HistoryColumns } from './history-columns.ts';
import { blockReader } from './trait-blocks.ts';
import type { Trait, TraitColumns } from './trait-columns.ts';

/** One effect: a trait moves the logarithm of one parameter by sign·coordinate·value. */
export interface Effect {
  /** place of the parameter among the raw ones */
  parameter: number;
  sign: 1 | -1;
  trait: Trait;
}

/** A plain likelihood that fills the room it is given: the surface of all who share their parameters. */
export type TraitKernel = (columns: HistoryColumns, parameters: readonly number[], room: Curvature) => Curvature;

/**
 * The log-likelihood of customers whose parameters depend on their traits, with exact derivatives in the coordinates
 * (ln θ of the average customer, effects of standardized traits).
 *
 * All who share their traits share their parameters, so a block is the plain likelihood at parameters of its own:
 * ln θ_t(block) = ln θ_t + Σ sign·effect·z. That is linear, and slope and curvature follow by the chain rule, J'g and J'HJ,
 * from the plain ones, which are exact.
 *
 * @param every - 1 for all blocks; 16 for each sixteenth, of what is sorted by the traits
 * @see Fader & Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models", note 019
 */
export function traitLikelihood(
  columns: TraitColumns,
  effects: readonly Effect[],
  kernel: TraitKernel,
  coordinates: readonly number[],
  every = 1,
): Curvature {
  const size = coordinates.length;
  const plain = size - effects.length;
  const block = blockReader(columns);
  const found = emptyCurvature(size);
  const { gradient, hessian } = found;
  const room = emptyCurvature(plain);
  const theta = coordinates.slice(0, plain);
  // How a coordinate moves the logarithm of its parameter; 1 for the parameters themselves.
  const place = coordinates.map((_, i) => (i < plain ? i : effects[i - plain]!.parameter));
  const moves = new Float64Array(size).fill(1);
  // With a trait of as many values as customers this loop turns once a customer: nothing is made in it.
  for (let at = 0; at + 1 < columns.blocks.length; at += every) {
    for (let t = 0; t < plain; t++) theta[t] = coordinates[t]!;
    for (let i = plain; i < size; i++) {
      const { sign, trait } = effects[i - plain]!;
      moves[i] = sign * trait.standardized[at]!;
      theta[place[i]!]! += moves[i]! * coordinates[i]!;
    }
    for (let t = 0; t < plain; t++) theta[t] = Math.exp(theta[t]!);
    kernel(block(at), theta, room);
    found.value += room.value;
    for (let i = 0; i < size; i++) {
      const t = place[i]!;
      const slope = theta[t]! * room.gradient[t]!;
      const bends = room.hessian[t]!;
      const row = hessian[i]!;
      gradient[i]! += moves[i]! * slope;
      for (let j = 0; j <= i; j++) {
        const u = place[j]!;
        row[j]! += moves[i]! * moves[j]! * (theta[t]! * theta[u]! * bends[u]! + (t === u ? slope : 0));
      }
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!;
  return found;
}
