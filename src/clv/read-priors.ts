import { InputError, requireWithin } from '../errors/index.ts';
import type { FitOptions, ParameterPriors } from './model-fit.ts';

/** Reads the `priors` option; `weak` gives the weak priors of the model. */
export function readPriors(
  options: FitOptions,
  names: readonly string[],
  weak: () => ParameterPriors,
): ParameterPriors | null {
  const { priors = 'none' } = options;
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
