/**
 * What a customer is worth: purchase models, spend models, predictions and how far they can be trusted.
 *
 * @module clientele/clv
 */
export type { BoundaryCode, FitOptions, ModelFit, ParameterPrior, ParameterPriors } from './model-fit.ts';
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
