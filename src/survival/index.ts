/**
 * Time-to-event estimators: how long until it happens, with the unfinished cases counted honestly.
 *
 * @module clientele/survival
 */
export type { AftDistribution, AftModel, AftSubject } from './aft-model.ts';
export { compareSurvival } from './compare-survival.ts';
export type { ComparedGroup, CompareSurvivalOptions, RankWeighting, SurvivalComparison } from './compare-survival.ts';
export type { CoxFit, CoxModel, CoxSubject } from './cox-model.ts';
export { cumulativeHazardCox } from './cumulative-hazard-cox.ts';
export type { CoxHazardOptions } from './cumulative-hazard-cox.ts';
export { cumulativeHazard } from './cumulative-hazard.ts';
export type { CumulativeHazardOptions } from './cumulative-hazard.ts';
export { expectedDaysAft } from './expected-days-aft.ts';
export { expectedDaysWithin } from './expected-days-within.ts';
export type { ExpectedDaysOptions } from './expected-days-within.ts';
export { explainHazard } from './explain-hazard.ts';
export { fitAalenJohansen } from './fit-aalen-johansen.ts';
export type { IncidenceCurve, IncidenceStep } from './fit-aalen-johansen.ts';
export { fitAft } from './fit-aft.ts';
export type { AftOptions } from './fit-aft.ts';
export { fitCox } from './fit-cox.ts';
export type { CoxOptions } from './fit-cox.ts';
export { fitKaplanMeier } from './fit-kaplan-meier.ts';
export { fitNelsonAalen } from './fit-nelson-aalen.ts';
export { measureConcordance } from './measure-concordance.ts';
export type { Concordance, ConcordanceOptions, RiskSpell } from './measure-concordance.ts';
export { measureProportionality } from './measure-proportionality.ts';
export type { Proportionality, ProportionalityOptions, ProportionalityTest } from './measure-proportionality.ts';
export { measureSurvivalBrier } from './measure-survival-brier.ts';
export type { ForecastSpell, SurvivalBrier, SurvivalBrierOptions } from './measure-survival-brier.ts';
export { probabilityEnded } from './probability-ended.ts';
export type { ProbabilityEndedOptions } from './probability-ended.ts';
export { probabilitySurvivingAft } from './probability-surviving-aft.ts';
export type { AftDayOptions } from './probability-surviving-aft.ts';
export { probabilitySurvivingCox } from './probability-surviving-cox.ts';
export type { CoxDayOptions } from './probability-surviving-cox.ts';
export { probabilitySurviving } from './probability-surviving.ts';
export type { ProbabilitySurvivingOptions } from './probability-surviving.ts';
export { quantileDaysAft } from './quantile-days-aft.ts';
export type { AftQuantileOptions } from './quantile-days-aft.ts';
export { quantileDays } from './quantile-days.ts';
export type { QuantileDays, QuantileDaysOptions } from './quantile-days.ts';
export type { Contribution, RegressionFit } from './regression.ts';
export { relativeHazard } from './relative-hazard.ts';
export type { CausedSpell, CovariateSpell, GroupedSpell, Membership, Spell } from './spell.ts';
export { summarizeSpells } from './summarize-spells.ts';
export type { SpellSummary, SummarizeSpellsOptions } from './summarize-spells.ts';
export type { SurvivalCurve, SurvivalEstimate, SurvivalIntervalMethod, SurvivalStep } from './survival-curve.ts';
export { tabulateCoxResiduals } from './tabulate-cox-residuals.ts';
export type { CoxResidual } from './tabulate-cox-residuals.ts';
export { tabulateSchoenfeldResiduals } from './tabulate-schoenfeld-residuals.ts';
export type { SchoenfeldResidual } from './tabulate-schoenfeld-residuals.ts';
export { tabulateSurvival } from './tabulate-survival.ts';
export type { SurvivalRow, TabulateSurvivalOptions } from './tabulate-survival.ts';
