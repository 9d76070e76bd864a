/**
 * Tango's score statistic for a net score: how many standard errors the observed difference of shares lies above `t`.
 *
 * NPS is the difference of the two discordant shares of a paired comparison, so the restricted maximum likelihood of
 * Tango 1998 (equations 7 to 10) applies: `q` is the likeliest share of detractors among all populations whose net score
 * is `t`. Written in shares, so that n may be fractional (effective sample sizes) or huge.
 *
 * @see Tango 1998, Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design, Statistics in Medicine 17, 891-908
 */
export function netScoreStatistic(top: number, bottom: number, n: number, t: number): number {
  const variance = netScoreVariance(top, bottom, t);
  const distance = top - bottom - t;
  return distance === 0 ? 0 : distance / Math.sqrt(variance / n);
}

/** Variance of one answer (−1, 0, 1) in the likeliest population whose net score is `t`. */
export function netScoreVariance(top: number, bottom: number, t: number): number {
  if (t < 0) return varianceFromBelow(top, bottom, 1 + t);
  // 2q² + bq + c = 0, with the root taken in the form that does not cancel.
  const b = (2 - top + bottom) * t - top - bottom;
  const c = -bottom * t * (1 - t);
  const root = Math.sqrt(Math.max(0, b * b - 8 * c));
  const q = b > 0 ? (-2 * c) / (root + b) : (root - b) / 4;
  return 2 * q + t * (1 - t);
}

/**
 * The same, counted from −1 and from the share of all who are no detractors. Where nearly everybody is one, the plain form is a
 * difference of numbers near 16; here everything is as small as the answer.
 */
function varianceFromBelow(top: number, bottom: number, above: number): number {
  const rest = 1 - bottom;
  const slope = 3 - top - rest;
  const linear = 4 * (2 * top - rest * (1 + top + rest));
  const root = Math.sqrt(Math.max(0, 4 * rest ** 2 + above * (linear + above * (slope ** 2 - 8 * bottom))));
  return root / 2 - rest + above * ((3 + top + rest) / 2 - above);
}
