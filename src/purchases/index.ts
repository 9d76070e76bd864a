/**
 * A purchase log to one small summary per customer.
 *
 * @module clientele/purchases
 */
export type { PurchaseCounts } from './count-purchases.ts';
export { countPurchases } from './count-purchases.ts';
export type { CustomerOrders, Order } from './list-orders.ts';
export { listOrders } from './list-orders.ts';
export type { PurchaseGaps } from './measure-purchase-gaps.ts';
export { measurePurchaseGaps } from './measure-purchase-gaps.ts';
export { mergePurchaseTallies } from './merge-purchase-tallies.ts';
export { orderAmount } from './order-amount.ts';
export type { OrderLog, OrderLogCounts } from './order-log.ts';
export type { Purchase, RefundRule, SameDay, SummarizeOptions } from './purchase.ts';
export type { PurchaseSummary } from './purchase-summary.ts';
export type { CustomerTally, PurchaseTally } from './purchase-tally.ts';
export { readOrderLog } from './read-order-log.ts';
export type { CalibrationHoldout, HoldoutRow, SplitOptions } from './split-calibration-holdout.ts';
export { splitCalibrationHoldout } from './split-calibration-holdout.ts';
export { summarizePurchases } from './summarize-purchases.ts';
export type { SummarizeTallyOptions } from './summarize-tally.ts';
export { summarizeTally } from './summarize-tally.ts';
export type { TallyPurchasesOptions } from './tally-purchases.ts';
export { tallyPurchases } from './tally-purchases.ts';
