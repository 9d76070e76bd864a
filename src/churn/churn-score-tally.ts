/** Scores between two edges, counted. */
export interface ChurnScoreBin {
  /** rows */
  n: number;
  /** rows that churned */
  churned: number;
  /** sum of the probabilities, in units of 1e-9: a whole number, so that merging is exact */
  sumNano: number;
}

/** Scores counted into bins of equal width on 0..1: small, mergeable, enough for stability and calibration. */
export interface ChurnScoreTally {
  /** what this stored value is */
  kind: 'churn-score-tally';
  /** version of its form */
  version: 1;
  /** bins of equal width, ascending; 1 falls in the last */
  bins: ChurnScoreBin[];
}
