/**
 * A purchase log to one small summary per customer.
 *
 * @module clientele/purchases
 */
export type { Purchase, RefundRule, SameDay, SummarizeOptions } from './purchase.ts';
export type { PurchaseSummary } from './purchase-summary.ts';
