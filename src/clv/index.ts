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
export type { NewCustomerOptions } from './expected-purchases-for-new-customer.ts';
export { expectedPurchasesForNewCustomer } from './expected-purchases-for-new-customer.ts';
export type { ExpectedPurchasesOptions } from './expected-purchases.ts';
export { expectedPurchases } from './expected-purchases.ts';
export { expectedSpend } from './expected-spend.ts';
export { fitBgCnbd } from './fit-bg-cnbd.ts';
export { fitBgNbd } from './fit-bg-nbd.ts';
export { fitGammaGamma } from './fit-gamma-gamma.ts';
export { fitMbgCnbd } from './fit-mbg-cnbd.ts';
export { fitMbgNbd } from './fit-mbg-nbd.ts';
export { fitNbd } from './fit-nbd.ts';
export { fitParetoNbd } from './fit-pareto-nbd.ts';
export type { RegularFitOptions } from './fit-regular-model.ts';
export type { GammaGammaModel, SpendFit } from './gamma-gamma-model.ts';
export { logLikelihood } from './log-likelihood.ts';
export type { FrequencyFit, FrequencyFitOptions } from './measure-frequency-fit.ts';
export { measureFrequencyFit } from './measure-frequency-fit.ts';
export type { HoldoutGroup, HoldoutReport } from './measure-holdout.ts';
export { measureHoldout } from './measure-holdout.ts';
export type { BoundaryCode, FitOptions, ModelFit, ParameterPrior, ParameterPriors } from './model-fit.ts';
export type { AliveAtOptions } from './probability-alive-at.ts';
export { probabilityAliveAt } from './probability-alive-at.ts';
export type { AlivePathOptions } from './probability-alive-path.ts';
export { probabilityAlivePath } from './probability-alive-path.ts';
export { probabilityAlive } from './probability-alive.ts';
export { probabilityNoPurchase } from './probability-no-purchase.ts';
export type { PurchaseCountOptions } from './probability-of-purchases.ts';
export { probabilityOfPurchases } from './probability-of-purchases.ts';
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
export type { SimulatedCustomer, SimulatePurchasesOptions } from './simulate-purchases.ts';
export { simulatePurchases } from './simulate-purchases.ts';
export type { TrackingOptions, TrackingRow } from './tabulate-tracking.ts';
export { tabulateTracking } from './tabulate-tracking.ts';
