import type { FitReport } from '../statistics/index.ts';

/** A variable of a scorecard. */
export interface ScorecardVariable {
  /** key in the records */
  name: string;
  /** for numbers: lower ends of all bins but the first, ascending; without them every value is a bin */
  edges?: readonly number[];
}

/** A bin of a scorecard with its points. */
export interface ScorecardBin {
  /** the value as text, the number of the bin from 0 on, or `(missing)` */
  label: string;
  /** customers in training */
  n: number;
  /** customers who left */
  churned: number;
  /** weight of evidence: above 0 is riskier */
  woe: number;
  /** points: more is safer; not rounded */
  points: number;
}

/** A variable with its bins. */
export interface ScorecardPart {
  /** key in the records */
  name: string;
  /** lower ends of the bins but the first; null where every value is a bin */
  edges: number[] | null;
  /** coefficient on the weight of evidence, above 0 where the variable agrees with itself; 0 where it was dropped */
  coefficient: number;
  /** bins with their points */
  bins: ScorecardBin[];
  /** points of a value that training did not have: no information */
  neutralPoints: number;
}

/** A points table, plain JSON: add the points of a customer's bins up; more is safer. */
export interface ScorecardModel {
  /** what this stored value is */
  kind: 'scorecard';
  /** version of its form */
  version: 1;
  /** points that double the odds of staying */
  pointsToDoubleOdds: number;
  /** points at `baseOdds` */
  basePoints: number;
  /** odds stay : churn at `basePoints` */
  baseOdds: number;
  /** logit of leaving at neutral evidence */
  intercept: number;
  /** the variables, in the order given */
  variables: ScorecardPart[];
  /** how far it may be trusted */
  fit: FitReport;
}
