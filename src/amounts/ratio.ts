/** A decimal number as text, so that it stays exact: `'1.25'`, `'-0.5'`; no exponent. */
export type DecimalText = string;

/** An exact fraction in lowest terms; both are safe integers and the denominator is positive. */
export interface Ratio {
  /** safe integer */
  numerator: number;
  /** safe integer above 0 */
  denominator: number;
}

/** How a result is rounded, by magnitude: −12.5 `half-up` is −13; `exact` refuses a rest. Never −0. */
export type RoundingMode = 'down' | 'up' | 'half-up' | 'half-down' | 'half-even' | 'exact';
