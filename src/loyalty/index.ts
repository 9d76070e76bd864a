/**
 * Loyalty programs as values: tiers, points, and an account that explains itself.
 *
 * A program is one JSON value, a member's history a list of facts, and everything else (balance, lots, expiry, tier,
 * progress, liability) a pure function of the two and of a given instant.
 *
 * @module clientele/loyalty
 */
export type {
  Account,
  Grant,
  GrantWhy,
  LadderState,
  Lot,
  OpenOrder,
  OpenRedemption,
  OrderFacts,
  PeriodUse,
  PointTotals,
  SeenEvent,
  WindowState,
} from './account.ts';
export { allocateByPrice } from './allocate-by-price.ts';
export { applyEvent } from './apply-event.ts';
export { assignTier } from './assign-tier.ts';
export type { AssignTierOptions, TierAnswer } from './assign-tier.ts';
export { checkProgram } from './check-program.ts';
export type { ProgramProblemCode } from './check-program.ts';
export type {
  Decision,
  EventBase,
  GrantChallenge,
  LoyaltyEvent,
  PurchaseFacts,
  PurchaseLine,
  ReceivedLot,
} from './event.ts';
export type {
  BalanceLadder,
  Benefits,
  CounterLadder,
  Ladder,
  LadderWindow,
  Level,
  LevelCondition,
  ListedPeriod,
  MetricSource,
  Validity,
  WindowLadder,
} from './ladder.ts';
export { listLots } from './list-lots.ts';
export { listOutcomes } from './list-outcomes.ts';
export type { ListedOutcome } from './list-outcomes.ts';
export { measureBalance } from './measure-balance.ts';
export type { Balance } from './measure-balance.ts';
export { measureDeferredRevenue } from './measure-deferred-revenue.ts';
export type { RecognizedRevenue, RedemptionEstimate } from './measure-deferred-revenue.ts';
export { measureProgress } from './measure-progress.ts';
export type { LevelProgress, MissingMetric, Progress } from './measure-progress.ts';
export { openAccount } from './open-account.ts';
export type {
  Applied,
  EventOutcome,
  LoyaltyReason,
  LoyaltyReasonCode,
  Posting,
  PostingAccount,
  TierChange,
  Transaction,
} from './outcome.ts';
export type {
  CapPeriod,
  EarnCap,
  EarningBase,
  EarnRule,
  EarnRuleBase,
  Expiry,
  Hold,
  Multiplier,
  PointsPolicy,
  Refunds,
  RoundUpTo,
  Spending,
  TierNames,
  Where,
} from './points-policy.ts';
export type { ReplayOptions } from './prepare-events.ts';
export type { LadderId, LevelName, Program, ProgramChange, ProgramExtension } from './program.ts';
export { replayEvents } from './replay-events.ts';
export type { ReplayEventsOptions } from './replay-events.ts';
export { replayMembers } from './replay-members.ts';
export { scheduleExpiry } from './schedule-expiry.ts';
export type { ScheduledExpiry, ScheduleExpiryOptions } from './schedule-expiry.ts';
export type { AsOf } from './settle.ts';
export { traceTiers } from './trace-tiers.ts';
export type { TracedTier } from './trace-tiers.ts';
export { traceWindows } from './trace-windows.ts';
export type { TracedWindow, TraceOptions } from './trace-windows.ts';
