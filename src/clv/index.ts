/**
 * What a customer is worth: fitted models, predictions, lifetime value, and how far to trust them.
 *
 * @module clientele/clv
 */
export {};
