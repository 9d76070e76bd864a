import type { ModelFit } from './model-fit.ts';

/** Contracts: each customer cancels at each renewal with a probability of her own, which does not change. */
export interface SbgModel {
  /** what this is */
  kind: 'sbg';
  /** version of the shape */
  version: 1;
  /** α: the mean probability to cancel the first time is α/(α + β) */
  dropoutA: number;
  /** β */
  dropoutB: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** As sBG, but each customer's own readiness to cancel changes with the time she has stayed. */
export interface BdwModel {
  /** what this is */
  kind: 'bdw';
  /** version of the shape */
  version: 1;
  /** α */
  dropoutA: number;
  /** β */
  dropoutB: number;
  /** c: above 1 a customer cancels ever more readily, below 1 ever less, at 1 it is sBG */
  durationShape: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** The models of customers who say when they leave. */
export type ContractModel = SbgModel | BdwModel;
