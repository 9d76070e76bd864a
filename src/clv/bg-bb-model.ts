import type { ModelFit } from './model-fit.ts';

/** Yes or no at each of a row of occasions (a yearly gala, a monthly draw), and before each the customer may have left. */
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
