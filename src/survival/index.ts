/**
 * Time-to-event estimators: how long until it happens, with the unfinished cases counted honestly.
 *
 * @module clientele/survival
 */
export { compareSurvival } from './compare-survival.ts';
export type { ComparedGroup, CompareSurvivalOptions, RankWeighting, SurvivalComparison } from './compare-survival.ts';
export { cumulativeHazard } from './cumulative-hazard.ts';
export type { CumulativeHazardOptions } from './cumulative-hazard.ts';
export { expectedDaysWithin } from './expected-days-within.ts';
export type { ExpectedDaysOptions } from './expected-days-within.ts';
export { fitAalenJohansen } from './fit-aalen-johansen.ts';
export type { IncidenceCurve, IncidenceStep } from './fit-aalen-johansen.ts';
export { fitKaplanMeier } from './fit-kaplan-meier.ts';
export { fitNelsonAalen } from './fit-nelson-aalen.ts';
export { measureConcordance } from './measure-concordance.ts';
export type { Concordance, ConcordanceOptions, RiskSpell } from './measure-concordance.ts';
export { measureSurvivalBrier } from './measure-survival-brier.ts';
export type { ForecastSpell, SurvivalBrier, SurvivalBrierOptions } from './measure-survival-brier.ts';
export { probabilityEnded } from './probability-ended.ts';
export type { ProbabilityEndedOptions } from './probability-ended.ts';
export { probabilitySurviving } from './probability-surviving.ts';
export type { ProbabilitySurvivingOptions } from './probability-surviving.ts';
export { quantileDays } from './quantile-days.ts';
export type { QuantileDays, QuantileDaysOptions } from './quantile-days.ts';
export type { CausedSpell, CovariateSpell, GroupedSpell, Membership, Spell } from './spell.ts';
export { summarizeSpells } from './summarize-spells.ts';
export type { SpellSummary, SummarizeSpellsOptions } from './summarize-spells.ts';
export type { SurvivalCurve, SurvivalEstimate, SurvivalIntervalMethod, SurvivalStep } from './survival-curve.ts';
export { tabulateSurvival } from './tabulate-survival.ts';
export type { SurvivalRow, TabulateSurvivalOptions } from './tabulate-survival.ts';
