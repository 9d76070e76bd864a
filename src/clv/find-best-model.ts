import { requireIterable } from '../errors/index.ts';
import type { Reason } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { ModelComparison, ModelRanks } from './compare-models.ts';
import { requireModel } from './require-model.ts';

/** Which model to take, and why. */
export interface BestModel extends Figure<'empty'> {
  /** kind of the model; null when there is none */
  kind: ModelComparison['kind'] | null;
  /** the choice in one sentence */
  message: string;
  /**
   * `best-ranks` the mean of its places and the runner-up's · `lowest-aic`, `closest-total`, `smallest-errors` where it is
   * first · `close-call` the runner-up is as good · `weak-parameters`, `boundary` what its fit said · `failed-fit` a model
   * that was passed over · `no-holdout` it was judged by its fit alone
   */
  reasons: Reason[];
}

/** Log-likelihood within which AIC does not tell two models apart (Burnham & Anderson 2002, section 2.6: 2 units of AIC). */
const CLOSE_AIC = 2;

/**
 * Recommends one of the models that were compared, with its reasons: the one with the best mean of its places by AIC, by
 * the total of the holdout and by the errors a customer; of equals the one with fewer parameters. Without a holdout AIC
 * alone decides. A fit that failed is passed over.
 *
 * It is a rule, not a law: read the reasons, and where the call is close take the model that your colleagues understand.
 *
 * @param comparisons - of `compareModels`, all of the same customers
 * @returns the place of the model in the list given to `compareModels` as value; null with `empty` where no usable model
 *   was compared
 *
 * @example Which one shall it be, and why?
 * ```ts
 * import { compareModels, findBestModel, fitMbgNbd, fitNbd } from 'clientele/clv';
 *
 * const histories = [
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 32 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 9, daysToLast: 255, daysObserved: 270, customers: 6 },
 * ];
 * const best = findBestModel(compareModels([fitNbd(histories), fitMbgNbd(histories)], histories));
 * best.value; // => 1
 * best.kind; // => 'mbg-nbd'
 * best.reasons[0]!.code; // => 'lowest-aic'
 * ```
 * @see Burnham & Anderson 2002, "Model Selection and Multimodel Inference", section 2.6
 */
export function findBestModel(comparisons: readonly ModelComparison[]): BestModel {
  for (const [i, row] of [...requireIterable(comparisons, 'comparisons')].entries()) {
    requireModel(row, `comparisons[${i}]`);
  }
  const usable = comparisons.filter(({ status }) => status !== 'failed');
  const failed = comparisons.filter(({ status }) => status === 'failed');
  const passedOver = failed.map(({ place, kind }): Reason => ({ code: 'failed-fit', facts: { place, kind } }));
  if (usable.length === 0) {
    const message = 'There is no model to take: none was compared, or every fit failed.';
    return { value: null, reason: 'empty', kind: null, message, reasons: passedOver };
  }
  const ranked = usable
    .map((row) => ({ row, meanRank: meanRank(row.ranks) }))
    .sort((p, q) => p.meanRank - q.meanRank || p.row.parameters - q.row.parameters || p.row.aic - q.row.aic);
  const [{ row: best, meanRank: places }, next] = ranked as [(typeof ranked)[0], (typeof ranked)[0] | undefined];
  const { kind, aic, holdout, ranks } = best;
  const reasons: Reason[] = [];
  const add = (code: string, facts: Reason['facts']): void => void reasons.push({ code, facts });
  if (holdout && next) add('best-ranks', { meanRank: places, next: next.row.kind, nextMeanRank: next.meanRank });
  if (ranks.aic === 1) add('lowest-aic', { aic, gainPerCustomer: best.gainPerCustomer });
  if (holdout) {
    const { actualTotal, predictedTotal, totalErrorShare, meanAbsoluteError, rootMeanSquareError } = holdout;
    if (ranks.total === 1) add('closest-total', { actualTotal, predictedTotal, totalErrorShare });
    if (ranks.meanAbsoluteError === 1 && ranks.rootMeanSquareError === 1)
      add('smallest-errors', { meanAbsoluteError, rootMeanSquareError });
  } else add('no-holdout', {});
  const close = next !== undefined && (holdout ? next.meanRank === places : next.row.aic - aic < CLOSE_AIC);
  if (close) add('close-call', { next: next.row.kind, aicDifference: next.row.aic - aic });
  if (best.status === 'weak') add('weak-parameters', {});
  if (best.status === 'boundary') add('boundary', {});
  const message = sentence(best, usable.length, close ? next.row : undefined);
  return { value: best.place, kind, message, reasons: [...reasons, ...passedOver] };
}

/** The mean of the places that a model has: with a holdout of four, without one of AIC alone. */
function meanRank({ aic, total, meanAbsoluteError, rootMeanSquareError }: ModelRanks): number {
  const known = [aic, total, meanAbsoluteError, rootMeanSquareError].filter((rank) => rank !== null);
  return known.reduce((sum, rank) => sum + rank, 0) / known.length;
}

function sentence(best: ModelComparison, models: number, close: ModelComparison | undefined): string {
  const percent = (share: number): string => `${share < 0 ? '' : '+'}${(100 * share).toFixed(1)} %`;
  const share = best.holdout?.totalErrorShare;
  const total =
    share === undefined || share === null ? '' : ` Its forecast of the holdout was off by ${percent(share)}.`;
  const fit =
    best.status === 'weak'
      ? ' Its parameters are hardly decided: use it for totals, and do not read the parameters.'
      : best.status === 'boundary'
        ? ' Its fit rests on a boundary: read the warnings of the fit.'
        : '';
  const call = close ? ` The call is close: ${close.kind} does as well.` : '';
  return models === 1
    ? `Only ${best.kind} could be taken.${total}${fit}`
    : `Of ${models} models ${best.kind} does best${best.holdout ? ' over fit and holdout' : ' by its fit alone, without a holdout'}.${total}${call}${fit}`;
}
