import type { Reason } from '../errors/index.ts';
import type { LikelihoodFit } from '../statistics/index.ts';

/** What a regression says about its fit; warnings name the columns in `facts.features`. */
export interface RegressionFit extends LikelihoodFit {
  /** weight that ended; absent where the model has no ends */
  ended?: number;
  /** columns left out because they say nothing new: constant, or made of earlier ones */
  dropped: string[];
}

/** How much one feature moves a score, against the average customer; contributions add up exactly. */
export type Contribution = Reason<
  'raises-risk' | 'lowers-risk' | 'no-effect',
  {
    /** name of the feature */
    feature: string;
    /** name for people; that of the feature where none was given */
    label: string;
    /** what this customer has, as the caller gave it */
    value: number | string | boolean | null;
    /** how far it moves the logarithm of the hazard or of the odds */
    contribution: number;
  }
>;
