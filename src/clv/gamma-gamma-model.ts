import type { ModelFit } from './model-fit.ts';

/** What a fit of spend adds: how far spend and frequency go together. The model assumes that they do not. */
export interface SpendFit extends ModelFit {
  /** correlation of repeat purchases and mean amount over the customers of the fit; null where it is not defined */
  correlation: number | null;
}

/** How much a purchase brings: amounts scatter around each customer's own mean, and the means differ over customers. */
export interface GammaGammaModel {
  /** what this is */
  kind: 'gamma-gamma';
  /** version of the shape */
  version: 1;
  /** p: the larger, the less the amounts of one customer scatter */
  spendShape: number;
  /** q: the larger, the less customers differ; at 1 or below the mean over customers does not exist */
  spreadShape: number;
  /** v, in units of amount: the model is not free of the currency's unit */
  spreadScale: number;
  /** amount of all repeat purchases over their number: the answer where the model has no mean */
  pooledMeanSpend: number;
  /** how it was fitted; null when the parameters were typed in */
  fit: SpendFit | null;
}
