import { InputError, requireCount, requireWithin } from '../errors/index.ts';
import type { FitOptions, ParameterPriors } from './model-fit.ts';

/** Reads the options of a fit: checks the limits of the effort, gives the priors; `weak` gives the weak ones of the model. */
export function readPriors(
  options: FitOptions,
  names: readonly string[],
  weak: () => ParameterPriors,
): ParameterPriors | null {
  const { priors = 'none', maxIterations = 100, tolerance = 1e-9 } = options ?? {};
  // An endless climb and one that never begins would both look like a fit.
  requireCount(maxIterations, 'options.maxIterations');
  requireWithin(maxIterations, { from: 1 }, 'options.maxIterations');
  requireWithin(tolerance, { from: 0, fromOpen: true }, 'options.tolerance');
  if (priors === 'none') return null;
  if (priors === 'weak') return weak();
  for (const [name, { median, logSd }] of Object.entries(priors)) {
    if (!names.includes(name)) {
      throw new InputError(
        'unknown-name',
        `options.priors.${name}`,
        `expected one of ${names.join(', ')}, got ${name}`,
      );
    }
    requireWithin(median, { from: 0, fromOpen: true }, `options.priors.${name}.median`);
    requireWithin(logSd, { from: 0, fromOpen: true }, `options.priors.${name}.logSd`);
  }
  return priors;
}
