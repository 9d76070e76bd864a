import { fitLeavingColumns } from './fit-leaving-columns.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { FitOptions, ModelFit } from './model-fit.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';

/** Parameters of Pareto/NBD and how they were found. */
export interface ParetoParameters {
  purchaseShape: number;
  purchaseScaleDays: number;
  dropoutShape: number;
  dropoutScaleDays: number;
  fit: ModelFit;
}

/** Fits Pareto/NBD. */
export function fitParetoColumns(columns: HistoryColumns, options: FitOptions): ParetoParameters {
  const days = columns.meanDaysObserved || 1;
  const { parameters, fit } = fitLeavingColumns(columns, options, {
    dropout: ['dropoutShape', 'dropoutScaleDays'],
    medians: [1, days],
    likelihood: (p) => paretoLikelihood(columns, p),
    starts: (shape, scaleDays) => [
      [shape * 1.2, scaleDays * 0.9, 0.6, 0.3 * days],
      [1, days, 1, days],
      [0.5, 0.3 * days, 0.3, 2 * days],
      // Where hardly anybody leaves.
      [shape, scaleDays, 0.01, days],
    ],
    size: (s) => s,
  });
  const [purchaseShape, purchaseScaleDays, dropoutShape, dropoutScaleDays] = parameters;
  return { purchaseShape, purchaseScaleDays, dropoutShape, dropoutScaleDays, fit };
}
