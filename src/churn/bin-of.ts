/**
 * Which of `count` bins of equal width on 0..1 a score belongs to: `[from, next)`, and 1 to the last.
 *
 * Scores are read to a billionth, as tallies add them. In binary `0.29 * 100` is 28.999999999999996, one bin too low, and
 * two orders of the same rows may put a score of exactly 1/4 on either side of its edge.
 */
export function binOf(probability: number, count: number): number {
  return Math.min(count - 1, Math.floor((Math.round(probability * 1e9) * count) / 1e9));
}
