import { InputError, requireCount } from '../errors/index.ts';
import type { DropoutParameters } from './fit-dropout-model.ts';
import { fitDropoutColumns } from './fit-dropout-model.ts';
import { historyColumns } from './history-columns.ts';
import type { FitOptions } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** How a model with a rhythm is fitted. */
export interface RegularFitOptions extends FitOptions {
  /** stages of a gap: a number from 1 to 100, or `'choose'` (default): the one of 1 to 4 with the highest likelihood */
  regularity?: number | 'choose';
}

/** Fits (M)BG/CNBD-k for a given k, or for the k of 1 to 4 that the data prefer (the smallest of equals). */
export function fitRegularModel(
  histories: Iterable<PurchaseHistory>,
  options: RegularFitOptions,
  afterFirst: 0 | 1,
): { regularity: number } & DropoutParameters {
  const { regularity = 'choose', ...rest } = options ?? {};
  if (regularity !== 'choose') {
    const stages = requireCount(regularity, 'options.regularity');
    if (stages < 1 || stages > 100) {
      throw new InputError('out-of-range', 'options.regularity', `expected 1 to 100 stages, got ${stages}`);
    }
    return { regularity: stages, ...fitDropoutColumns(historyColumns(histories), rest, afterFirst, stages) };
  }
  const columns = historyColumns(histories);
  let best = { regularity: 1, ...fitDropoutColumns(columns, rest, afterFirst, 1) };
  // Without a second purchase there is no gap to judge; and two orders at one time are no gap of any rhythm.
  for (let stages = 2; stages <= 4 && columns.totalRepeats > 0; stages++) {
    const fitted = { regularity: stages, ...fitDropoutColumns(columns, rest, afterFirst, stages) };
    if (fitted.fit.status !== 'failed' && fitted.fit.logLikelihood > best.fit.logLikelihood) best = fitted;
  }
  return best;
}
