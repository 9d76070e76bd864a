import type { BgBbModel } from './bg-bb-model.ts';
import { fitBgBb } from './fit-bg-bb.ts';
import { fitBgCnbd } from './fit-bg-cnbd.ts';
import { fitBgNbd } from './fit-bg-nbd.ts';
import { fitBgNbdWithCovariates } from './fit-bg-nbd-with-covariates.ts';
import { fitGammaGamma } from './fit-gamma-gamma.ts';
import { fitMbgCnbd } from './fit-mbg-cnbd.ts';
import { fitMbgNbd } from './fit-mbg-nbd.ts';
import { fitNbd } from './fit-nbd.ts';
import { fitParetoNbd } from './fit-pareto-nbd.ts';
import { fitParetoNbdWithCovariates } from './fit-pareto-nbd-with-covariates.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import type { FitOptions } from './model-fit.ts';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Models whose customers can be drawn again. */
export type ResampledModel = PurchaseModel | BgBbModel | GammaGammaModel;

/** Fits a model of the same kind, with the same covariates, stages and priors, to other customers. */
export function refit(model: ResampledModel, histories: readonly unknown[]): ResampledModel {
  const options: FitOptions = model.fit?.priors ? { priors: model.fit.priors } : {};
  if (model.kind === 'gamma-gamma') return fitGammaGamma(histories as SpendHistory[], options);
  if (model.kind === 'bg-bb') return fitBgBb(histories as OpportunityHistory[], options);
  const rows = histories as PurchaseHistory[];
  if ('effects' in model && model.effects) {
    const { purchase, ...dropout } = model.effects;
    const covariates = {
      ...options,
      purchaseCovariates: Object.keys(purchase),
      dropoutCovariates: Object.keys(Object.values(dropout)[0] ?? {}),
    };
    return model.kind === 'bg-nbd'
      ? fitBgNbdWithCovariates(rows, covariates)
      : fitParetoNbdWithCovariates(rows, covariates);
  }
  switch (model.kind) {
    case 'nbd':
      return fitNbd(rows, options);
    case 'bg-nbd':
      return fitBgNbd(rows, options);
    case 'mbg-nbd':
      return fitMbgNbd(rows, options);
    case 'bg-cnbd':
      return fitBgCnbd(rows, { ...options, regularity: model.regularity });
    case 'mbg-cnbd':
      return fitMbgCnbd(rows, { ...options, regularity: model.regularity });
    case 'pareto-nbd':
      return fitParetoNbd(rows, options);
  }
}
