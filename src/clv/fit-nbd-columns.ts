import { climb } from './climb.ts';
import { noRepeats } from './fit-warnings.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { FitOptions, ParameterPriors } from './model-fit.ts';
import type { FitFacts } from './model-fit-of.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import { verdictOf, type Verdict } from './verdict-of.ts';

/** How the two purchase parameters came out. */
export interface NbdColumnsFit extends Omit<Verdict, 'parameters'> {
  climb: FitFacts['climb'];
}

/** Names of the purchase parameters. */
export const NBD_PARAMETERS: readonly string[] = ['purchaseShape', 'purchaseScaleDays'];

/** A climb that never began: the parameters are known without one. */
export const NOWHERE: FitFacts['climb']['maximum'] = { iterations: 0, gradientNorm: 0 };

/** Fits r and α of NBD; at a boundary the value there with the words for it. */
export function fitNbdColumns(
  columns: HistoryColumns,
  options: Omit<FitOptions, 'priors'> & { priors: ParameterPriors | null },
  stages = 1,
): NbdColumnsFit {
  const { n, totalRepeats, meanDaysObserved } = columns;
  const days = meanDaysObserved || 1;
  if (totalRepeats === 0) {
    const warnings = [noRepeats(n)];
    const climbed = { parameters: [0, days], logLikelihood: 0, hessian: [], maximum: NOWHERE };
    return { climb: climbed, status: 'boundary', boundary: 'no-repeats', warnings, covariance: null };
  }
  const starts = [0.5, 2, 8].map((r) => [r, (r * days * n) / (stages * totalRepeats)]);
  const top = climb((p) => nbdLikelihood(columns, p, stages), NBD_PARAMETERS, starts, options);
  const { parameters, ...verdict } = verdictOf(
    top,
    top.parameters,
    [['rates', top.parameters[0]!]],
    'how much customers differ',
  );
  return { climb: { ...top, parameters }, ...verdict };
}
