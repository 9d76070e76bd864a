import { dropoutLikelihood } from './dropout-likelihood.ts';
import { fitLeavingColumns } from './fit-leaving-columns.ts';
import type { HistoryColumns } from './history-columns.ts';
import { historyColumns } from './history-columns.ts';
import type { FitOptions, ModelFit } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** Parameters of a model with dropout after purchases, and how they were found. */
export interface DropoutParameters {
  purchaseShape: number;
  purchaseScaleDays: number;
  dropoutA: number;
  dropoutB: number;
  fit: ModelFit;
}

/** Fits BG/NBD (`afterFirst` 0) or MBG/NBD (1). */
export function fitDropoutModel(
  histories: Iterable<PurchaseHistory>,
  options: FitOptions,
  afterFirst: 0 | 1,
): DropoutParameters {
  return fitDropoutColumns(historyColumns(histories), options, afterFirst, 1);
}

/** The same for a rhythm of so many stages, on histories that are read already. */
export function fitDropoutColumns(
  columns: HistoryColumns,
  options: FitOptions,
  afterFirst: 0 | 1,
  stages: number,
): DropoutParameters {
  const { n, totalRepeats, meanDaysObserved: days } = columns;
  const story = {
    dropout: ['dropoutA', 'dropoutB'],
    medians: [1, 1],
    likelihood: (p: readonly number[]) => dropoutLikelihood(columns, p, afterFirst, stages),
    starts: (shape: number, scaleDays: number) => [
      [shape, scaleDays * 0.7, 0.8, 2.5],
      [1, days / stages, 1, 1],
      [0.3, (0.2 * days) / stages, 0.5, 5],
      // Where hardly anybody leaves, where all leave alike, and where some leave at once and the others stay.
      [shape, scaleDays, 0.01, 5],
      [shape, scaleDays, (100 * n) / (n + totalRepeats), 100],
      [shape, scaleDays, 1e-3, 3e-3],
    ],
    size: (a: number, b: number) => a + b,
  } as const;
  const { parameters, fit } = fitLeavingColumns(columns, options, story, stages);
  const [purchaseShape, purchaseScaleDays, dropoutA, dropoutB] = parameters;
  return { purchaseShape, purchaseScaleDays, dropoutA, dropoutB, fit };
}
