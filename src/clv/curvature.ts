/** A log-likelihood with its slopes and curvature in the raw parameters. */
export interface Curvature {
  value: number;
  /** ∂/∂θ, in the order of the parameters: r, α, a, b and so on */
  gradient: Float64Array;
  /** second derivatives, row by row, symmetric */
  hessian: Float64Array[];
}

/**
 * Room for a likelihood of so many parameters, all 0. Who asks for one block of customers after the other makes it once:
 * with a trait of as many values as customers, making it anew costs as much as filling it.
 */
export function emptyCurvature(size: number): Curvature {
  const row = (): Float64Array => new Float64Array(size);
  return { value: 0, gradient: row(), hessian: Array.from({ length: size }, row) };
}
