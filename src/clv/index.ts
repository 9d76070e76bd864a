/**
 * What a customer is worth: purchase models, spend models, predictions and how far they can be trusted.
 *
 * @module clientele/clv
 */
export type { BgBbModel } from './bg-bb-model.ts';
export type { BootstrapOptions, BootstrapParameter, ModelBootstrap } from './bootstrap-model.ts';
export { bootstrapModel } from './bootstrap-model.ts';
export type { ComparedHoldout, ModelComparison, ModelRanks } from './compare-models.ts';
export { compareModels } from './compare-models.ts';
export { condenseHistories } from './condense-histories.ts';
export type { ContractCohort } from './contract-cohorts.ts';
export type { BdwModel, ContractModel, SbgModel } from './contract-model.ts';
export type { LifetimeValue, LifetimeValueOptions } from './customer-lifetime-value.ts';
export { customerLifetimeValue } from './customer-lifetime-value.ts';
export type { EstimateIntervalOptions } from './estimate-interval.ts';
export { estimateInterval } from './estimate-interval.ts';
export type { DiscountedPurchasesOptions } from './expected-discounted-purchases.ts';
export { expectedDiscountedPurchases } from './expected-discounted-purchases.ts';
export type { DiscountedSuccessesOptions } from './expected-discounted-successes.ts';
export { expectedDiscountedSuccesses } from './expected-discounted-successes.ts';
export type { LifetimeOptions } from './expected-lifetime.ts';
export { expectedLifetime } from './expected-lifetime.ts';
export type { ExpectedPurchasesOptions } from './expected-purchases.ts';
export { expectedPurchases } from './expected-purchases.ts';
export type { NewCustomerOptions } from './expected-purchases-for-new-customer.ts';
export { expectedPurchasesForNewCustomer } from './expected-purchases-for-new-customer.ts';
export type { ResidualLifetimeOptions } from './expected-residual-lifetime.ts';
export { expectedResidualLifetime } from './expected-residual-lifetime.ts';
export type { RetentionRateOptions } from './expected-retention-rate.ts';
export { expectedRetentionRate } from './expected-retention-rate.ts';
export { expectedSpend } from './expected-spend.ts';
export { expectedSuccesses } from './expected-successes.ts';
export type { OrderFigures } from './expected-value-from-orders.ts';
export { expectedValueFromOrders } from './expected-value-from-orders.ts';
export type { BestModel } from './find-best-model.ts';
export { findBestModel } from './find-best-model.ts';
export { fitBdw } from './fit-bdw.ts';
export { fitBgBb } from './fit-bg-bb.ts';
export { fitBgCnbd } from './fit-bg-cnbd.ts';
export { fitBgNbd } from './fit-bg-nbd.ts';
export { fitBgNbdWithCovariates } from './fit-bg-nbd-with-covariates.ts';
export { fitGammaGamma } from './fit-gamma-gamma.ts';
export { fitMbgCnbd } from './fit-mbg-cnbd.ts';
export { fitMbgNbd } from './fit-mbg-nbd.ts';
export { fitNbd } from './fit-nbd.ts';
export { fitParetoNbd } from './fit-pareto-nbd.ts';
export { fitParetoNbdWithCovariates } from './fit-pareto-nbd-with-covariates.ts';
export type { RegularFitOptions } from './fit-regular-model.ts';
export { fitSbg } from './fit-sbg.ts';
export type { CovariateFitOptions } from './fit-with-traits.ts';
export type { FittedModel } from './fitted-parameters.ts';
export type { GammaGammaModel, SpendFit } from './gamma-gamma-model.ts';
export type { HistoricValue, HistoricValueOptions } from './historic-value.ts';
export { historicValue } from './historic-value.ts';
export { logLikelihood } from './log-likelihood.ts';
export type { FrequencyFit, FrequencyFitOptions } from './measure-frequency-fit.ts';
export { measureFrequencyFit } from './measure-frequency-fit.ts';
export type { HoldoutGroup, HoldoutReport } from './measure-holdout.ts';
export { measureHoldout } from './measure-holdout.ts';
export type { SpendByFrequency, SpendIndependence, SpendIndependenceOptions } from './measure-spend-independence.ts';
export { measureSpendIndependence } from './measure-spend-independence.ts';
export type { BoundaryCode, FitOptions, ModelFit, ParameterPrior, ParameterPriors } from './model-fit.ts';
export { opportunityLogLikelihood } from './opportunity-log-likelihood.ts';
export { probabilityAlive } from './probability-alive.ts';
export type { AliveAtOptions } from './probability-alive-at.ts';
export { probabilityAliveAt } from './probability-alive-at.ts';
export type { OpportunitiesOptions } from './probability-alive-at-opportunity.ts';
export { probabilityAliveAtOpportunity } from './probability-alive-at-opportunity.ts';
export type { AlivePathOptions } from './probability-alive-path.ts';
export { probabilityAlivePath } from './probability-alive-path.ts';
export { probabilityNoPurchase } from './probability-no-purchase.ts';
export type { PurchaseCountOptions } from './probability-of-purchases.ts';
export { probabilityOfPurchases } from './probability-of-purchases.ts';
export type { SuccessCountOptions } from './probability-of-successes.ts';
export { probabilityOfSuccesses } from './probability-of-successes.ts';
export type { StillCustomerOptions } from './probability-still-customer.ts';
export { probabilityStillCustomer } from './probability-still-customer.ts';
export type { ProfileIntervalOptions } from './profile-interval.ts';
export { profileInterval } from './profile-interval.ts';
export type { CountIntervalOptions } from './purchase-count-interval.ts';
export { purchaseCountInterval } from './purchase-count-interval.ts';
export type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
export type {
  BgCnbdModel,
  BgNbdEffects,
  BgNbdModel,
  DropoutAfterPurchaseModel,
  MbgCnbdModel,
  MbgNbdModel,
  NbdModel,
  ParetoNbdEffects,
  ParetoNbdModel,
  PurchaseModel,
} from './purchase-model.ts';
export type { SimulateContractsOptions } from './simulate-contracts.ts';
export { simulateContracts } from './simulate-contracts.ts';
export type { SimulatedCustomer, SimulatePurchasesOptions } from './simulate-purchases.ts';
export { simulatePurchases } from './simulate-purchases.ts';
export type { SimulateSpendOptions } from './simulate-spend.ts';
export { simulateSpend } from './simulate-spend.ts';
export type { SimulatedSuccesses, SimulateSuccessesOptions } from './simulate-successes.ts';
export { simulateSuccesses } from './simulate-successes.ts';
export type { TrackingOptions, TrackingRow } from './tabulate-tracking.ts';
export { tabulateTracking } from './tabulate-tracking.ts';
