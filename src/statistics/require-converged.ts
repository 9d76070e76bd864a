import { InputError } from '../errors/index.ts';
import type { FitReport } from './fit-report.ts';

/** Any model that says how it was fitted. */
export interface ReportedModel {
  /** the report of the fit; null when the parameters were typed in by hand */
  readonly fit: FitReport | null;
}

/**
 * Lets a model through whose fit may be trusted, for those who would rather stop than read `fit.status`.
 *
 * A model typed in by hand (`fit: null`) passes: there is no fit that could have failed. A `boundary` fit is refused
 * although its remaining parameters are right; read its warnings before you decide that you want this function.
 *
 * @param model - any fitted model
 * @returns the same model
 * @throws InputError `not-converged` unless the fit is null or interior
 *
 * @example How do I stop a nightly job when the model could not be fitted?
 * ```ts
 * import { requireConverged } from 'clientele/statistics';
 *
 * requireConverged({ kind: 'bg-nbd', fit: { n: 4, status: 'weak', warnings: [] } }); // => throws 'not-converged'
 * requireConverged({ kind: 'bg-nbd', fit: null }).kind; // => 'bg-nbd'
 * ```
 */
export function requireConverged<M extends ReportedModel>(model: M): M {
  const { fit } = model;
  if (!fit || fit.status === 'interior') return model;
  const why = fit.warnings.map((warning) => warning.message).join(' ');
  throw new InputError('not-converged', 'model.fit.status', `expected 'interior', got '${fit.status}'. ${why}`.trim());
}
