/** Index of the last element that fits, or −1: what was added lately is asked for most. */
export function lastIndex<T>(list: readonly T[], fits: (one: T) => boolean): number {
  let i = list.length - 1;
  while (i >= 0 && !fits(list[i]!)) i--;
  return i;
}
