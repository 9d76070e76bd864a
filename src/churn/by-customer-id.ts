/** Numbers ascending, then text by code unit: the order does not depend on the order of the rows. */
export function byCustomerId(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
