/**
 * What rounding took from a·b: the exact product is `product + productError(a, b, product)` (Dekker 1971, "A floating-point
 * technique for extending the available precision", with Veltkamp's split). For factors below 1e300.
 */
export function productError(a: number, b: number, product: number): number {
  const [aHigh, bHigh] = [highHalf(a), highHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The upper 26 bits of a number. */
function highHalf(a: number): number {
  const c = 134217729 * a;
  return c - (c - a);
}
