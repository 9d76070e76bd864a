/**
 * The metrics of who stays, each with its base, and the economics of keeping them.
 *
 * @module clientele/retention
 */
export {};
