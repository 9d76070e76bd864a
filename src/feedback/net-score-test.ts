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
  // 2q² + bq + c = 0, with the root taken in the form that does not cancel.
  const b = (2 - top + bottom) * t - top - bottom;
  const c = -bottom * t * (1 - t);
  const root = Math.sqrt(Math.max(0, b * b - 8 * c));
  const q = b > 0 ? (-2 * c) / (root + b) : (root - b) / 4;
  return 2 * q + t * (1 - t);
}
