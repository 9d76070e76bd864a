// Cody 1969, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23, in the form of
// his normal distribution function (ACM Algorithm 715): three ranges of |z|, relative error below 1e-16 each.
const CENTER_TOP = [
  0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
] as const;
const CENTER_BOTTOM = [
  1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956,
] as const;
const MIDDLE_TOP = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
] as const;
const MIDDLE_BOTTOM = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
] as const;
const FAR_TOP = [
  0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
  2.9112874951168792e-5,
] as const;
const FAR_BOTTOM = [
  1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5,
] as const;
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** Φ(z) − ½ for |z| up to 0.67448975. */
export function normalCenter(z: number): number {
  const t = z * z;
  return (z * horner(CENTER_TOP, t)) / horner(CENTER_BOTTOM, t);
}

/** (1 − Φ(z)) · e^{z²/2}, the upper tail without its exponential part, for z of 0.67448975 and more. */
export function scaledNormalTail(z: number): number {
  if (z < 5.656854249492381) return horner(MIDDLE_TOP, z) / horner(MIDDLE_BOTTOM, z);
  const t = 1 / z / z;
  return (INVERSE_SQRT_TWO_PI - (t * horner(FAR_TOP, t)) / horner(FAR_BOTTOM, t)) / z;
}

/** Value of a polynomial given by its coefficients, highest power first. */
export function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
