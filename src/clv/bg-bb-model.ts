import type { ModelFit } from './model-fit.ts';

/**
 * Yes or no at each of a row of occasions (a yearly gala, a monthly draw), and before each the customer may have left.
 *
 * Its answers have names of their own, `probabilityAliveAtOpportunity`, `expectedSuccesses`, `probabilityOfSuccesses` and
 * `expectedDiscountedSuccesses`: they count in occasions, not in days, so that neither a horizon of 365 days is read as
 * 365 occasions nor a history of the one kind scored by a model of the other; and a million scores of the models of days
 * do not carry a seventh model along.
 */
export interface BgBbModel {
  /** what this is */
  kind: 'bg-bb';
  /** version of the shape */
  version: 1;
  /** α: an occasion is used with mean probability α/(α + β) */
  purchaseA: number;
  /** β */
  purchaseB: number;
  /** γ: the mean probability to leave before an occasion is γ/(γ + δ) */
  dropoutA: number;
  /** δ */
  dropoutB: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}
