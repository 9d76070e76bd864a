/**
 * Exact decimals, minor units and rounding: the arithmetic of points and money. Less stable than the domains.
 *
 * @module clientele/amounts
 */
export { addSafe } from './add-safe.ts';
export { allocate } from './allocate.ts';
export type { AllocateOptions } from './allocate.ts';
export { decimalRatio } from './decimal-ratio.ts';
export { minorDigits } from './minor-digits.ts';
export { multiplyRatio } from './multiply-ratio.ts';
export { multiplyRatios } from './multiply-ratios.ts';
export type { DecimalText, Ratio, RoundingMode } from './ratio.ts';
export { requireOneCurrency } from './require-one-currency.ts';
export { roundRatio } from './round-ratio.ts';
export type { RoundRatioOptions } from './round-ratio.ts';
export { sumSafe } from './sum-safe.ts';
