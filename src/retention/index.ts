/**
 * The metrics of who stays, each with its base, and the economics of keeping them.
 *
 * @module clientele/retention
 */
export { churnRate } from './churn-rate.ts';
export type { CohortCounts, CohortTally } from './cohort-tally.ts';
export type { BridgeMembers, CustomerBaseBridge } from './customer-base-bridge.ts';
export { customerBaseBridge } from './customer-base-bridge.ts';
export type { ChurnDay } from './daily-sum-churn-rate.ts';
export { dailySumChurnRate } from './daily-sum-churn-rate.ts';
export type { LevelChoice, MemberSets } from './member-sets.ts';
export { mergeCohortTallies } from './merge-cohort-tallies.ts';
export { mergeOrderTallies } from './merge-order-tallies.ts';
export type { OrderStats } from './order-stats.ts';
export { orderStats } from './order-stats.ts';
export type { DayCounts, OrderGaps, OrderNumberAmounts, OrderTally } from './order-tally.ts';
export type { RepeatPurchaseOptions, RepeatPurchaseRate } from './repeat-purchase-rate.ts';
export { repeatPurchaseRate } from './repeat-purchase-rate.ts';
export type { RescaleInput } from './rescale-retention-rate.ts';
export { rescaleRetentionRate } from './rescale-retention-rate.ts';
export type { BaseCounts } from './retention-rate-from-counts.ts';
export { retentionRateFromCounts } from './retention-rate-from-counts.ts';
export { retentionRate } from './retention-rate.ts';
export type { CohortCell, CohortRow, CohortTable, CohortView } from './tabulate-cohorts.ts';
export { tabulateCohorts } from './tabulate-cohorts.ts';
export type { OrderNumberRow } from './tabulate-order-numbers.ts';
export { tabulateOrderNumbers } from './tabulate-order-numbers.ts';
export type { CustomerStart, TallyCohortsOptions } from './tally-cohorts.ts';
export { tallyCohorts } from './tally-cohorts.ts';
export type { TallyOrdersOptions } from './tally-orders.ts';
export { tallyOrders } from './tally-orders.ts';
