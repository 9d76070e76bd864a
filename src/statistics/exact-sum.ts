/**
 * A sum of floats that has lost nothing: canonical partials (Shewchuk 1997), each the rounded rest of the sum, so equal
 * sums are equal JSON whatever the order of their terms. Read it with `valueOfExact`.
 */
export type ExactSum = readonly number[];
