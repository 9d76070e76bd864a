/** Positions 0 … count − 1 ordered by ascending keys, the first that differs deciding; equal ones keep their place. */
export function orderOf(count: number, ...keys: readonly ArrayLike<number>[]): Int32Array {
  return new Int32Array(count)
    .map((_, i) => i)
    .sort((a, b) => {
      for (const key of keys) if (key[a] !== key[b]) return key[a]! - key[b]!;
      return 0;
    });
}
