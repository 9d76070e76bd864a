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
  PeriodUse,
  PointTotals,
  SeenEvent,
  WidenedId,
  WindowState,
} from './account.ts';
export { accountAt } from './account-at.ts';
export type { AccountAtOptions } from './account-at.ts';
export { allocateByPrice } from './allocate-by-price.ts';
export { amountForPoints } from './amount-for-points.ts';
export { applyEvent } from './apply-event.ts';
export { assignTier } from './assign-tier.ts';
export type { AssignTierOptions, TierAnswer } from './assign-tier.ts';
export { checkAccount } from './check-account.ts';
export type { AccountProblemCode } from './check-account.ts';
export { checkProgram } from './check-program.ts';
export type { ProgramProblemCode } from './check-program.ts';
export { compactAccount } from './compact-account.ts';
export type { CompactAccountOptions } from './compact-account.ts';
export { comparePrograms } from './compare-programs.ts';
export type { CompareProgramsOptions, MemberHistory, ProgramComparison } from './compare-programs.ts';
export { decideRedemption } from './decide-redemption.ts';
export type { DecideRedemptionOptions, RedemptionDecision, RedemptionWish } from './decide-redemption.ts';
export type { RuleEarning } from './earn-points.ts';
export type {
  Decision,
  EventBase,
  GrantChallenge,
  LoyaltyEvent,
  PurchaseFacts,
  PurchaseLine,
  ReceivedLot,
} from './event.ts';
export { explainBalance } from './explain-balance.ts';
export type { ExplainBalanceOptions, ExplainedLot } from './explain-balance.ts';
export { explainEvent } from './explain-event.ts';
export type { EventExplanation, ExplainEventOptions } from './explain-event.ts';
export type { Hold, RoundUpTo } from './hold.ts';
export type { Journal } from './journal.ts';
export type {
  BalanceLadder,
  CounterLadder,
  Ladder,
  LadderWindow,
  ListedPeriod,
  MetricSource,
  Validity,
  WindowLadder,
} from './ladder.ts';
export type { Benefits, Level, LevelCondition } from './level.ts';
export { listBenefits } from './list-benefits.ts';
export type { BenefitName, ListBenefitsOptions, ListedBenefit } from './list-benefits.ts';
export { listLots } from './list-lots.ts';
export { listOutcomes } from './list-outcomes.ts';
export type { ListedOutcome } from './list-outcomes.ts';
export { listPostings } from './list-postings.ts';
export type { ListPostingsOptions } from './list-postings.ts';
export { measureBalance } from './measure-balance.ts';
export type { Balance } from './measure-balance.ts';
export { measureDeferredRevenue } from './measure-deferred-revenue.ts';
export type { RecognizedRevenue, RedemptionEstimate } from './measure-deferred-revenue.ts';
export { measureLiability } from './measure-liability.ts';
export type { Liability, MeasureLiabilityOptions } from './measure-liability.ts';
export { measureProgress } from './measure-progress.ts';
export type { LevelProgress, MissingMetric, Progress } from './measure-progress.ts';
export { measureRedemptionCurve } from './measure-redemption-curve.ts';
export type { RedemptionAge, RedemptionCurve } from './measure-redemption-curve.ts';
export { mergeRedemptionTallies } from './merge-redemption-tallies.ts';
export { openAccount } from './open-account.ts';
export { openJournal } from './open-journal.ts';
export type { OpenOrder, OpenRedemption, OrderFacts } from './order.ts';
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
export { pointsForAmount } from './points-for-amount.ts';
export type {
  CapPeriod,
  EarnCap,
  EarnRule,
  EarnRuleBase,
  EarningBase,
  Expiry,
  Multiplier,
  PointsPolicy,
  TierNames,
  Where,
} from './points-policy.ts';
export type { ReplayOptions } from './prepare-events.ts';
export { previewPurchase } from './preview-purchase.ts';
export type { PreviewedPurchase, PurchasePreview } from './preview-purchase.ts';
export type { LadderId, LevelName, Program, ProgramChange, ProgramExtension } from './program.ts';
export { projectTier } from './project-tier.ts';
export type { ProjectTierOptions, TierProjection } from './project-tier.ts';
export { recordEvent } from './record-event.ts';
export type { Recorded } from './record-event.ts';
export { replayEvents } from './replay-events.ts';
export type { ReplayEventsOptions } from './replay-events.ts';
export { replayMembers } from './replay-members.ts';
export { scheduleExpiry } from './schedule-expiry.ts';
export type { ScheduleExpiryOptions, ScheduledExpiry } from './schedule-expiry.ts';
export type { AsOf } from './settle.ts';
export type { Refunds, Spending } from './spending.ts';
export { summarizeStatement } from './summarize-statement.ts';
export type { Statement, StatementLine, StatementOptions } from './summarize-statement.ts';
export { mergeLotTallies, tallyLots } from './tally-lots.ts';
export type { LotTally } from './tally-lots.ts';
export { tallyRedemptions } from './tally-redemptions.ts';
export type {
  RedemptionCell,
  RedemptionCohort,
  RedemptionTally,
  TallyRedemptionsOptions,
} from './tally-redemptions.ts';
export { traceTiers } from './trace-tiers.ts';
export type { TracedTier } from './trace-tiers.ts';
export { traceWindows } from './trace-windows.ts';
export type { TraceOptions, TracedWindow } from './trace-windows.ts';
