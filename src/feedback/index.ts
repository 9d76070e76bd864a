/**
 * Survey answers to scores: NPS, CSAT and effort with honest uncertainty and a closed loop.
 *
 * @module clientele/feedback
 */
export {};
