// Cody 1969, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23, in the form of
// his normal distribution function (ACM Algorithm 715): three ranges of |z|, relative error below 1e-16 each.
const CENTER_TOP = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
] as const;
const CENTER_BOTTOM = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const;
const MIDDLE_TOP = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
] as const;
const MIDDLE_BOTTOM = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
] as const;
const FAR_TOP = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
] as const;
const FAR_BOTTOM = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
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
