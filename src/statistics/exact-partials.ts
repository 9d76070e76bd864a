/**
 * Adds x to non-overlapping partials, ascending by magnitude, in place; nothing is rounded away.
 *
 * @returns false when the sum passed the largest double
 */
export function growPartials(partials: number[], x: number): boolean {
  let kept = 0;
  let carry = x;
  for (let i = 0; i < partials.length; i++) {
    let small = partials[i]!;
    // Two-sum with the larger first: high + low is exactly carry + small (Dekker 1971).
    if (Math.abs(carry) < Math.abs(small)) {
      const larger = small;
      small = carry;
      carry = larger;
    }
    const high = carry + small;
    const low = small - (high - carry);
    if (low !== 0) partials[kept++] = low;
    carry = high;
  }
  partials.length = kept;
  if (carry !== 0) partials.push(carry);
  return Number.isFinite(carry);
}

/** The correctly rounded value of non-overlapping ascending partials: half to even, as one addition would round. */
export function roundPartials(partials: readonly number[]): number {
  let i = partials.length - 1;
  if (i < 0) return 0;
  let high = partials[i]!;
  let low = 0;
  while (i > 0) {
    const before = high;
    const next = partials[--i]!;
    high = before + next;
    low = next - (high - before);
    if (low !== 0) break;
  }
  // Exactly half a unit remains and more follows on the same side: the tie was none.
  if (i > 0 && low !== 0 && Math.sign(low) === Math.sign(partials[i - 1]!)) {
    const doubled = low * 2;
    const moved = high + doubled;
    if (moved - high === doubled) high = moved;
  }
  return high;
}

/** The one list of partials of a value, largest first: each the rounded rest, so equal sums are equal lists. */
export function canonicalPartials(ascending: readonly number[]): number[] {
  const rest = [...ascending];
  const canonical: number[] = [];
  while (rest.length > 0) {
    const rounded = roundPartials(rest);
    canonical.push(rounded);
    growPartials(rest, -rounded);
  }
  return canonical;
}
