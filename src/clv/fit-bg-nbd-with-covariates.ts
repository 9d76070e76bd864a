import { dropoutLikelihood } from './dropout-likelihood.ts';
import type { CovariateFitOptions } from './fit-with-traits.ts';
import { fitWithTraits } from './fit-with-traits.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { BgNbdModel } from './purchase-model.ts';
import { BG_NBD_EFFECTS } from './trait-effects.ts';

/**
 * Fits BG/NBD to customers with fixed traits (the channel they came by, a first order above 30): how much each trait
 * changes how often they buy and how soon they leave.
 *
 * Effects are of the logarithm and for the trait as it was given: α·exp(−γ'z), a·exp(γa'z), b·exp(γb'z), so an effect of
 * 0.6 on buying is exp(0.6) = 1.8 times the purchases while alive. A trait of leaving has two effects, because a and b
 * moved alike would leave the mean dropout where it is. The parameters of the model are those of a customer whose traits
 * are all 0. Standard errors stand in `fit` under `effects.purchase.campaign` and so on. Whether a trait says anything at
 * all: twice the gain in `fit.logLikelihood` over `fitBgNbd` is χ² with as many degrees of freedom as there are effects.
 *
 * Traits must not change: not "bought in the sale", which only long customers could. A trait that is the same for all, or
 * that follows from others, is named in a warning and left at 0.
 *
 * @param histories - one row a customer with `covariates`, or condensed rows with `customers`; read once
 * @param options - names of the traits (both lists required), priors of the parameters, limits of the effort
 * @returns the model; every prediction reads `history.covariates`
 * @throws InputError `missing-value`, `wrong-type`, `not-finite` for a trait (`histories[3].covariates.campaign`);
 *   `duplicate` (a name twice), `empty` without a history, `unknown-name` for a prior of no parameter, and the codes of an
 *   impossible history
 *
 * @example Do the customers of the campaign come back more often?
 * ```ts
 * import { fitBgNbdWithCovariates } from 'clientele/clv';
 *
 * const row = (campaign: number, repeatPurchases: number, daysToLast: number, customers: number) =>
 *   ({ repeatPurchases, daysToLast, daysObserved: 270, customers, covariates: { campaign } });
 * const model = fitBgNbdWithCovariates(
 *   [row(0, 0, 0, 140), row(0, 1, 60, 32), row(0, 2, 90, 20), row(0, 4, 180, 12), row(0, 9, 255, 6), row(1, 0, 0, 60), row(1, 1, 40, 33), row(1, 3, 120, 30), row(1, 6, 200, 20), row(1, 14, 260, 9)],
 *   { purchaseCovariates: ['campaign'], dropoutCovariates: [] },
 * );
 * model.effects!.purchase.campaign! > 0; // => true
 * ```
 * @see Fader & Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models", note 019
 */
export function fitBgNbdWithCovariates(histories: Iterable<PurchaseHistory>, options: CovariateFitOptions): BgNbdModel {
  const { parameters, effects, fit } = fitWithTraits(histories, options, {
    dropout: ['dropoutA', 'dropoutB'],
    effects: BG_NBD_EFFECTS,
    likelihood: (columns, at, room) => dropoutLikelihood(columns, at, 0, 1, room),
    starts: () => [
      [0.8, 2.5],
      [1, 1],
      [0.5, 5],
    ],
    medians: () => [1, 1],
    dropoutSize: (a, b) => a + b,
  });
  const [purchaseShape, purchaseScaleDays, dropoutA, dropoutB] = parameters;
  return {
    kind: 'bg-nbd',
    version: 1,
    purchaseShape,
    purchaseScaleDays,
    dropoutA,
    dropoutB,
    effects,
    fit,
  };
}
