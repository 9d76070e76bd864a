import type { Warning } from '../errors/index.ts';

/** Nobody came back: there is nothing to learn a rate from. */
export const noRepeats = (n: number): Warning => ({
  code: 'no-repeats',
  message: `None of the ${n} customers bought again within the window, so the model expects no further purchases. The window may be too short.`,
  facts: { customers: n },
});

/** The likelihood is as high without dropout as with it; a gain that is lost, or no number, is none. */
export const noDropout = (gain: number): Warning => ({
  code: 'no-dropout',
  message:
    'The data shows no dropout: the window may be too short, or the log holds survivors only. Purchase rates are right; every customer counts as alive.',
  facts: { logLikelihoodGain: gain > 0 ? gain : 0 },
});

/** Dropout is hardly visible, or a parameter hardly decided; an error without an end is null, as in JSON. */
export const weakFit = (facts: { direction: string; logLikelihoodGain: number; largestLogError: number }): Warning => ({
  code: 'weak',
  message: `The data hardly decide ${facts.direction}. Predictions of groups are usable; use priors ('weak') or a longer window before you read the parameters.`,
  facts: { ...facts, largestLogError: Number.isFinite(facts.largestLogError) ? facts.largestLogError : null },
});

/** Customers do not differ measurably. */
export const identicalCustomers = (what: 'rates' | 'dropout'): Warning => ({
  code: `identical-${what}`,
  message:
    what === 'rates'
      ? 'Customers do not differ measurably in how often they buy: one rate for all fits as well.'
      : 'Customers do not differ measurably in how easily they leave: one probability for all fits as well.',
  facts: {},
});

/** No optimum was found. */
export const failedFit = (stopped: string, gradientNorm: number): Warning => ({
  code: 'failed',
  message:
    'No maximum of the likelihood was found. The parameters are the best finite ones that were seen: do not use them.',
  facts: { stopped, gradientNorm },
});
