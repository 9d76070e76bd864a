import { digamma, logGamma, trigamma } from '../statistics/index.ts';

/** ln (c)_m = ln Γ(c + m)/Γ(c) with its first two derivatives in c. */
export interface RisingTerms {
  /** m so far */
  upTo: number;
  log: number;
  /** Σ 1/(c + k) */
  slope: number;
  /** −Σ 1/(c + k)² */
  curve: number;
}

/** No steps yet: (c)_0 = 1. */
export const noSteps = (): RisingTerms => ({ upTo: 0, log: 0, slope: 0, curve: 0 });

/** A longer way is taken by special functions: a hundred thousand terms are a millisecond, a billion are not. */
const LONGEST_WALK = 1e5;

/**
 * Carries the terms on from their m to a larger one. Adding the terms one by one keeps every digit where c is huge, as
 * it is on the way to a boundary; the difference of two log-gammas there is rounding and nothing else.
 */
export function stepTo(terms: RisingTerms, c: number, m: number): void {
  if (m - terms.upTo > LONGEST_WALK) {
    terms.log += logGamma(c + m) - logGamma(c + terms.upTo);
    terms.slope += digamma(c + m) - digamma(c + terms.upTo);
    terms.curve += trigamma(c + m) - trigamma(c + terms.upTo);
  } else {
    for (let k = terms.upTo; k < m; k++) {
      const inverse = 1 / (c + k);
      terms.log += Math.log(c + k);
      terms.slope += inverse;
      terms.curve -= inverse * inverse;
    }
  }
  terms.upTo = m;
}
