/**
 * Exact decimals, minor units and rounding: the arithmetic of points and money. Less stable than the domains.
 *
 * @module clientele/amounts
 */
export type { DecimalText, Ratio, RoundingMode } from './ratio.ts';
