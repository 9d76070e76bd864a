/** Positions 0 … count − 1 ordered by ascending keys, the first that differs deciding; equal ones keep their place. */
export function orderOf(count: number, ...keys: readonly ArrayLike<number>[]): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  return order.sort((a, b) => {
    for (const key of keys) {
      const difference = key[a]! - key[b]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
