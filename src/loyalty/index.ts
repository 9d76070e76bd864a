/**
 * Loyalty programmes as values: tiers, points, and an account that explains itself.
 *
 * @module clientele/loyalty
 */
export {};
