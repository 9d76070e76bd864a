/**
 * zod schemas and `parse…` doors for every public input and every stored value.
 *
 * @module clientele/schemas
 */
export {
  parseCalibration,
  parseEncoder,
  parseFeatures,
  parseHealthDefinition,
  parseLogisticModel,
  parseScorecardModel,
} from './churn-doors.ts';
export {
  CalibrationSchema,
  ChurnScoreTallySchema,
  EncoderSchema,
  LogisticModelSchema,
  ScorecardModelSchema,
} from './churn-models.ts';
export {
  parseChurnExamples,
  parseChurnRecords,
  parseDatedExamples,
  parseHealthOutcomes,
  parseOutcomeRows,
  parseScoredRows,
} from './churn-rows.ts';
export type {
  ParsedChurnExamples,
  ParsedChurnRecords,
  ParsedDatedExamples,
  ParsedHealthOutcomes,
  ParsedOutcomeRows,
  ParsedScoredRows,
} from './churn-rows.ts';
export { GapModelSchema, GapTallySchema, InactivityModelSchema, InactivityTallySchema } from './churn-silence.ts';
export {
  parseChurnScoreTally,
  parseGapModel,
  parseGapTally,
  parseInactivityModel,
  parseInactivityTally,
} from './churn-tallies.ts';
export {
  churnExampleSchema,
  ChurnFeatureSchema,
  ChurnFeaturesSchema,
  churnRecordSchema,
  DatedExampleSchema,
  HealthDefinitionSchema,
  HealthOutcomeSchema,
  OutcomeRowSchema,
  ScoredRowSchema,
} from './churn.ts';
export { GammaGammaModelSchema, parsePurchaseModel, parseSpendModel, PurchaseModelSchema } from './clv.ts';
export {
  OpportunityHistorySchema,
  parseOpportunityHistories,
  parsePurchaseHistories,
  parseSpendHistories,
  PurchaseHistorySchema,
  SpendHistorySchema,
} from './clv-histories.ts';
export type { ParsedOpportunityHistories, ParsedPurchaseHistories, ParsedSpendHistories } from './clv-histories.ts';
export { BgBbModelSchema, ContractModelSchema, parseContractModel, parseOccasionModel } from './clv-occasions.ts';
export {
  parseAnswerTally,
  parseDecayedTally,
  parseFeedbackMetric,
  parseFollowUpContacts,
  parseFollowUpPolicy,
  parseKanoAnswers,
  parseSurveyEvents,
  parseSurveyRules,
} from './feedback-doors.ts';
export type { ParsedFollowUpContacts, ParsedKanoAnswers, ParsedSurveyEvents } from './feedback-doors.ts';
export {
  AnswerTallySchema,
  DecayedAnswerTallySchema,
  FeedbackMetricSchema,
  FollowUpContactSchema,
  FollowUpPolicySchema,
  GroupCountsSchema,
  KanoAnswerSchema,
  SurveyEventSchema,
  SurveyRulesSchema,
} from './feedback-models.ts';
export type { ParsedAnswers } from './feedback.ts';
export { AnswerSchema, parseAnswers } from './feedback.ts';
export { CivilDaySchema, InstantSchema, StoredInstantSchema, TimeZoneSchema } from './instant.ts';
export type { ParsedLoyaltyEvents } from './loyalty.ts';
export { parseAccount, parseJournal, parseLoyaltyEvents, parseProgram } from './loyalty.ts';
export { LoyaltyAccountSchema, LoyaltyJournalSchema } from './loyalty-account.ts';
export { LoyaltyEventSchema } from './loyalty-events.ts';
export { LoyaltyProgramSchema } from './loyalty-program.ts';
export type { ParsedValue } from './parse.ts';
export {
  parsePurchaseSummaries,
  parsePurchaseTally,
  PurchaseSummarySchema,
  PurchaseTallySchema,
} from './purchase-tally.ts';
export type { ParsedPurchaseSummaries } from './purchase-tally.ts';
export type { ParsedPurchases } from './purchases.ts';
export { parsePurchases, PurchaseSchema } from './purchases.ts';
export {
  CohortTallySchema,
  OrderTallySchema,
  parseCohortTally,
  parseOrderTally,
  parseSpendResponse,
  SpendResponseSchema,
} from './retention.ts';
export {
  AcquisitionRetentionInputSchema,
  BudgetInputSchema,
  CohortProfitInputSchema,
  CustomerEquityInputSchema,
  parseAcquisitionRetentionInput,
  parseBudgetInput,
  parseCohortProfitInput,
  parseCustomerEquityInput,
  parseRetentionEconomics,
  parseUnitEconomicsInput,
  RetentionEconomicsSchema,
  UnitEconomicsInputSchema,
} from './retention-plans.ts';
export {
  LifecyclePeriodSchema,
  MetricDefinitionSchema,
  parseLifecyclePeriods,
  parseMetricDefinitions,
  parseScorecard,
  ScorecardSchema,
} from './retention-reports.ts';
export type { ParsedLifecyclePeriods, ParsedMetricDefinitions } from './retention-reports.ts';
export {
  parseRevenueChanges,
  parseRevenueLevels,
  parseRevenueMovements,
  parseRevenuePolicy,
  parseSubscriptions,
  RecurringSubscriptionSchema,
  RevenueChangeSchema,
  RevenueLevelSchema,
  RevenueMovementsSchema,
  RevenuePolicySchema,
} from './retention-revenue.ts';
export type {
  ParsedRevenueChanges,
  ParsedRevenueLevels,
  ParsedRevenueMovements,
  ParsedSubscriptions,
} from './retention-revenue.ts';
export { CustomerStartSchema, parseCustomerStarts } from './retention-starts.ts';
export type { ParsedCustomerStarts } from './retention-starts.ts';
export { SegmentDefinitionSchema, segmentDefinitionSchema } from './segmentation.ts';
export {
  AbcModelSchema,
  MembershipTallySchema,
  MigrationSchema,
  parseAbcModel,
  parseMembershipTally,
  parseMigration,
} from './segmentation-counts.ts';
export { CustomerModelSchema, parseCustomerModel } from './segmentation-customers.ts';
export { parseSegment, segmentJsonSchema } from './segmentation-doors.ts';
export type { ParseSegmentOptions } from './segmentation-doors.ts';
export {
  ClusterModelSchema,
  LookalikeModelSchema,
  NaturalBreaksSchema,
  parseClusterModel,
  parseLookalikeModel,
  parseNaturalBreaks,
} from './segmentation-groups.ts';
export {
  parseRfmModel,
  parseRfmRows,
  parseSegmentMap,
  RfmModelSchema,
  RfmRowSchema,
  SegmentMapSchema,
} from './segmentation-models.ts';
export type { ParsedRfmRows } from './segmentation-models.ts';
export {
  parseCausedSpells,
  parseCovariateSpells,
  parseForecastSpells,
  parseGroupedSpells,
  parseRiskSpells,
} from './survival-doors.ts';
export {
  CausedSpellSchema,
  CovariateSpellSchema,
  ForecastSpellSchema,
  GroupedSpellSchema,
  MembershipSchema,
  parseMemberships,
  parseSpells,
  RiskSpellSchema,
  SpellSchema,
} from './survival.ts';
export {
  AftModelSchema,
  CoxModelSchema,
  IncidenceCurveSchema,
  parseAftModel,
  parseCoxModel,
  parseIncidenceCurve,
  parseSurvivalCurve,
  SurvivalCurveSchema,
} from './survival-models.ts';
export type { ParsedMemberships, ParsedSpells } from './survival.ts';
