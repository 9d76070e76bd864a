import type { Curvature } from './dropout-likelihood.ts';
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

/**
 * The log-likelihood of customers whose parameters depend on their traits, with exact derivatives in the coordinates
 * (ln θ of the average customer, effects of standardized traits).
 *
 * All who share their traits share their parameters, so a block is the plain likelihood at parameters of its own:
 * ln θ_t(block) = ln θ_t + Σ sign·effect·z. That is linear, and slope and curvature follow by the chain rule, J'g and J'HJ,
 * from the plain ones, which are exact.
 *
 * @see Fader & Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models", note 019
 */
export function traitLikelihood(
  columns: TraitColumns,
  effects: readonly Effect[],
  kernel: (columns: HistoryColumns, parameters: readonly number[]) => Curvature,
  coordinates: readonly number[],
): Curvature {
  const size = coordinates.length;
  const plain = size - effects.length;
  let value = 0;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  const block = blockReader(columns);
  // How a coordinate moves the logarithm of its parameter; 1 for the parameters themselves.
  const place = coordinates.map((_, i) => (i < plain ? i : effects[i - plain]!.parameter));
  const moves = new Float64Array(size).fill(1);
  for (let at = 0; at + 1 < columns.blocks.length; at++) {
    const logs = coordinates.slice(0, plain);
    effects.forEach(({ parameter, sign, trait }, j) => {
      moves[plain + j] = sign * trait.standardized[at]!;
      logs[parameter]! += moves[plain + j]! * coordinates[plain + j]!;
    });
    const theta = logs.map(Math.exp);
    const own = kernel(block(at), theta);
    value += own.value;
    for (let i = 0; i < size; i++) {
      const t = place[i]!;
      const slope = theta[t]! * own.gradient[t]!;
      gradient[i]! += moves[i]! * slope;
      for (let j = 0; j <= i; j++) {
        const u = place[j]!;
        const curve = theta[t]! * theta[u]! * own.hessian[t]![u]! + (t === u ? slope : 0);
        hessian[i]![j]! += moves[i]! * moves[j]! * curve;
      }
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!;
  return { value, gradient, hessian };
}
