/**
 * Who is likely to leave, how sure we are, and why.
 *
 * @module clientele/churn
 */
export {};
