/**
 * What a customer is worth: purchase models, spend models, predictions and how far they can be trusted.
 *
 * @module clientele/clv
 */
export { condenseHistories } from './condense-histories.ts';
export type { LifetimeValue, LifetimeValueOptions } from './customer-lifetime-value.ts';
export { customerLifetimeValue } from './customer-lifetime-value.ts';
export type { EstimateIntervalOptions } from './estimate-interval.ts';
export { estimateInterval } from './estimate-interval.ts';
export type { DiscountedPurchasesOptions } from './expected-discounted-purchases.ts';
export { expectedDiscountedPurchases } from './expected-discounted-purchases.ts';
export { expectedPurchasesForNewCustomer } from './expected-purchases-for-new-customer.ts';
export type { ExpectedPurchasesOptions } from './expected-purchases.ts';
export { expectedPurchases } from './expected-purchases.ts';
export { expectedSpend } from './expected-spend.ts';
export { fitBgNbd } from './fit-bg-nbd.ts';
export { fitGammaGamma } from './fit-gamma-gamma.ts';
export { fitMbgNbd } from './fit-mbg-nbd.ts';
export { fitNbd } from './fit-nbd.ts';
export type { GammaGammaModel, SpendFit } from './gamma-gamma-model.ts';
export { logLikelihood } from './log-likelihood.ts';
export type { HoldoutGroup, HoldoutReport } from './measure-holdout.ts';
export { measureHoldout } from './measure-holdout.ts';
export type { BoundaryCode, FitOptions, ModelFit, ParameterPrior, ParameterPriors } from './model-fit.ts';
export { probabilityAlive } from './probability-alive.ts';
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
export type { SimulatedCustomer, SimulatePurchasesOptions } from './simulate-purchases.ts';
export { simulatePurchases } from './simulate-purchases.ts';
export type { TrackingOptions, TrackingRow } from './tabulate-tracking.ts';
export { tabulateTracking } from './tabulate-tracking.ts';
