/**
 * Who is likely to leave, how sure we are, and why.
 *
 * @module clientele/churn
 */
export type { ChurnLabel, KnownChurnLabel } from './churn-label.ts';
export type { FitInactivityFromTallyOptions } from './fit-inactivity-risk-from-tally.ts';
export { fitInactivityRiskFromTally } from './fit-inactivity-risk-from-tally.ts';
export type { FitInactivityOptions } from './fit-inactivity-risk.ts';
export { fitInactivityRisk } from './fit-inactivity-risk.ts';
export type { InactivityBin, InactivityModel, InactivityStratum, InactivityTally } from './inactivity-model.ts';
export type { InactivityThresholdOptions } from './inactivity-threshold-days.ts';
export { inactivityThresholdDays } from './inactivity-threshold-days.ts';
export { isKnown } from './is-known.ts';
export type { LabelInactiveOptions } from './label-inactive.ts';
export { labelInactive } from './label-inactive.ts';
export type { LabelOptions } from './label-options.ts';
export { mergeInactivityTallies } from './merge-inactivity-tallies.ts';
export type {
  InactivityReason,
  InactivityRisk,
  ProbabilityInactiveOptions,
  SilentCustomer,
} from './probability-inactive.ts';
export { probabilityInactive } from './probability-inactive.ts';
export type { InactivityRow, TabulateInactivityOptions } from './tabulate-inactivity.ts';
export { tabulateInactivity } from './tabulate-inactivity.ts';
export type { TallyInactivityOptions } from './tally-inactivity.ts';
export { tallyInactivity } from './tally-inactivity.ts';
