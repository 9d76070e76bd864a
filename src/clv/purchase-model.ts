import type { ModelFit } from './model-fit.ts';

/** Effects of a BG/NBD model's covariates: α·exp(−Σ purchase·z), a·exp(Σ dropoutA·z), b·exp(Σ dropoutB·z). */
export interface BgNbdEffects {
  /** a positive effect buys more often */
  purchase: Readonly<Record<string, number>>;
  /** a positive effect leaves earlier */
  dropoutA: Readonly<Record<string, number>>;
  /** a positive effect leaves later */
  dropoutB: Readonly<Record<string, number>>;
}

/** Effects of a Pareto/NBD model's covariates: α·exp(−Σ purchase·z), β·exp(−Σ dropout·z). */
export interface ParetoNbdEffects {
  /** a positive effect buys more often */
  purchase: Readonly<Record<string, number>>;
  /** a positive effect leaves earlier */
  dropout: Readonly<Record<string, number>>;
}

/** Nobody leaves: purchases at a constant rate, the rates gamma distributed over customers. */
export interface NbdModel {
  /** what this is */
  kind: 'nbd';
  /** version of the shape */
  version: 1;
  /** r: the smaller, the more customers differ */
  purchaseShape: number;
  /** α, days: r/α purchases a day */
  purchaseScaleDays: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** After each repeat purchase a customer may leave, with a probability that differs over customers. */
export interface BgNbdModel {
  /** what this is */
  kind: 'bg-nbd';
  /** version of the shape */
  version: 1;
  /** r */
  purchaseShape: number;
  /** α, days */
  purchaseScaleDays: number;
  /** a: the mean probability to leave after a purchase is a/(a + b); 0 when nobody leaves */
  dropoutA: number;
  /** b */
  dropoutB: number;
  /** effects of covariates, for models fitted with them */
  effects?: BgNbdEffects;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** As BG/NBD, but a customer may leave after the first purchase too: the default where one-time buyers matter. */
export interface MbgNbdModel {
  /** what this is */
  kind: 'mbg-nbd';
  /** version of the shape */
  version: 1;
  /** r */
  purchaseShape: number;
  /** α, days */
  purchaseScaleDays: number;
  /** a: the mean probability to leave after a purchase is a/(a + b); 0 when nobody leaves */
  dropoutA: number;
  /** b */
  dropoutB: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** BG/NBD with a rhythm: the gap between purchases is k stages long. */
export interface BgCnbdModel {
  /** what this is */
  kind: 'bg-cnbd';
  /** version of the shape */
  version: 1;
  /** k: stages of a gap; 1 is random, more is more regular */
  regularity: number;
  /** r */
  purchaseShape: number;
  /** α, days: the scale of one stage */
  purchaseScaleDays: number;
  /** a */
  dropoutA: number;
  /** b */
  dropoutB: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** MBG/NBD with a rhythm: the gap between purchases is k stages long. */
export interface MbgCnbdModel {
  /** what this is */
  kind: 'mbg-cnbd';
  /** version of the shape */
  version: 1;
  /** k: stages of a gap; 1 is random, more is more regular */
  regularity: number;
  /** r */
  purchaseShape: number;
  /** α, days: the scale of one stage */
  purchaseScaleDays: number;
  /** a */
  dropoutA: number;
  /** b */
  dropoutB: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** A customer may leave at any time, at a rate that differs over customers. */
export interface ParetoNbdModel {
  /** what this is */
  kind: 'pareto-nbd';
  /** version of the shape */
  version: 1;
  /** r */
  purchaseShape: number;
  /** α, days */
  purchaseScaleDays: number;
  /** s; 0 when nobody leaves */
  dropoutShape: number;
  /** β, days */
  dropoutScaleDays: number;
  /** effects of covariates, for models fitted with them */
  effects?: ParetoNbdEffects;
  /** how it was fitted; null when the parameters were typed in */
  fit: ModelFit | null;
}

/** The four models in which customers leave after purchases. */
export type DropoutAfterPurchaseModel = BgNbdModel | MbgNbdModel | BgCnbdModel | MbgCnbdModel;

/** The models of customers who buy at any time and leave without a word. */
export type PurchaseModel = NbdModel | DropoutAfterPurchaseModel | ParetoNbdModel;
